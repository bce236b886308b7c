type Placed = Record<string, unknown>;

const bind = (pointer: string) => ({ $bind: `/data/${pointer}` });
const kindIn = (text: string) => /\b(pie|line|area|bar)\b/i.exec(text)?.[1]?.toLowerCase();

function chart(text: string, usual: string, x: string, series: [name: string, pointer: string][], unit?: string) {
  const kind = kindIn(text) ?? usual;
  const shown = kind === "pie" ? series.slice(0, 1) : series;
  const values = shown.map(([name, pointer]) => ({ name, values: bind(pointer) }));
  return [{ id: "chart", type: "chart", kind, x: bind(x), series: values, ...(unit && { unit }) }];
}

const table = (pointer: string, columns: string[]) => [{ id: "table", type: "table", columns, rows: bind(pointer) }];

/** What in a message asks for which live figure. The first that fits counts. */
const wanted: readonly [RegExp, title: string, (text: string) => Placed[]][] = [
  [
    /\bapprovals?\b|\bwait\w* for (me|you)\b/i,
    "Waiting for you",
    () => [{ id: "waiting", type: "metric", label: "Chats that wait", value: bind("inbox/waiting") }],
  ],
  [
    /\b(spend|spent|cost|dollars?|money)\b/i,
    "Spend by day",
    (text) => chart(text, "bar", "days/days", [["Dollars", "days/cost"]], "$"),
  ],
  [
    /\bruns?\b.*\bdays?\b|\bdaily\b/i,
    "Runs by day",
    (text) => chart(text, "bar", "days/days", [["Runs", "days/runs"]]),
  ],
  [
    /\bruns?\b|\bstatus(es)?\b/i,
    "Runs by status",
    (text) =>
      /\btable\b/i.test(text)
        ? table("runs/rows", ["Status", "Runs"])
        : chart(text, "pie", "runs/statuses", [["Runs", "runs/counts"]]),
  ],
  [
    /\btools?\b/i,
    "Tool health",
    (text) =>
      kindIn(text)
        ? chart(text, "bar", "tools/names", [
            ["Calls", "tools/calls"],
            ["Failed", "tools/failed"],
          ])
        : table("tools/rows", ["Tool", "Calls", "Failed", "p50 (s)", "p95 (s)"]),
  ],
  [
    /\btokens?\b/i,
    "Tokens per second",
    (text) => chart(text, "area", "tokens/times", [["Tokens per second", "tokens/course"]]),
  ],
  [/\bagents?\b/i, "Agents", () => table("agents/rows", ["Agent", "Turns", "Failed", "p50 (s)", "p95 (s)", "Tokens"])],
  [/\bmodels?\b/i, "Models", () => table("models/rows", ["Model", "Turns", "Failed", "p50 (s)", "p95 (s)", "Dollars"])],
  [
    /\bproviders?\b/i,
    "Providers",
    () => table("providers/rows", ["Provider", "Breaker", "Failures", "Last answer (s)"]),
  ],
  [
    /\bqueue\b|\bwaiting\b|\bdepth\b/i,
    "The queue",
    (text) =>
      kindIn(text)
        ? chart(text, "line", "queue/times", [
            ["Waiting", "queue/queuedCourse"],
            ["Under way", "queue/runningCourse"],
          ])
        : [
            {
              id: "waiting",
              type: "metric",
              label: "Waiting",
              value: bind("queue/queued"),
              trend: bind("queue/queuedCourse"),
            },
            { id: "oldest", type: "metric", label: "Oldest wait", value: bind("queue/oldestWait"), unit: "s" },
          ],
  ],
];

/** What `place_widget` is called with for a message such as `Spend by day. For my board “Money” (dsh_1).`. */
export function placeCalls(text: string): Placed[] {
  const board = /\((dsh_\w+)\)/.exec(text)?.[1];
  const request = text.replace(/\bfor my board\b.*?\(dsh_\w+\)/is, " ");
  const rule = wanted.find(([pattern]) => pattern.test(request));
  if (!rule) return [];
  const [, title, widgets] = rule;
  return [{ ...(board && { board }), title, widgets: widgets(request) }];
}
