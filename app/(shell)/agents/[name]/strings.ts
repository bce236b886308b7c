export const strings = {
  saveCase: "Save as test case",
  usage: {
    none: "It has done nothing yet.",
    runs: "Runs",
    ok: "Went well",
    p95: "95 % within",
    cost: "Cost per run",
    tokens: "Tokens per run",
    versions: "Versions used",
    of: (count: number) => `Of the last ${count} runs`,
    failures: "Last failures",
    all: "All its runs",
    usedBy: "Used by",
    nobody: "No other agent names it.",
    draft: "in a draft",
  },
} as const;
