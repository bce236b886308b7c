import { rounded } from "./aims.ts";
import type { SandboxFigures } from "./measure-sandbox.ts";

export const sandboxTitle = "## The sandbox of functions";

/** The figures of the sandbox as a section of the page. */
export function sandboxReport(figures: SandboxFigures, date: string): string {
  const rows: [string, string][] = [
    ["a trivial call, median", `${rounded(figures.trivialP50Ms)} ms`],
    ["a trivial call, 95th percentile", `${rounded(figures.trivialP95Ms)} ms`],
    ["trivial calls a second, all at once", rounded(Math.round(figures.callsPerSecond))],
    ["asking the host and hearing its answer, median", `${rounded(figures.hostCallMs)} ms`],
    ["200 at once, half of them abusive: good ones that are right", `${figures.goodRight} of 100`],
    ["the same: until a good one has its answer, median", `${rounded(figures.goodP50Ms)} ms`],
    ["the same: 95th percentile", `${rounded(figures.goodP95Ms)} ms`],
    ["the same: abusive ones that were ended", `${figures.abusiveEnded} of 100`],
    [
      "the same: the longest that the event loop stood still (promised: at most 250 ms)",
      `${rounded(figures.longestStallMs)} ms`,
    ],
  ];
  return `${sandboxTitle}

Written by \`npm run bench -- sandbox\` on ${date}: two processes for quick calls and two for slow ones, ${figures.alone ? "in namespaces of their own" : "without bubblewrap, which this machine lacks"}. Load
average ${rounded(figures.loadAverage[0])} before, ${rounded(figures.loadAverage[1])} after. A call is measured from its asking to its answer, in this process. The abusive ones loop, eat memory, loop where nothing can interrupt them, or ask their host without end,
with 200 ms each.

| | measured |
| --- | --- |
${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}
`;
}
