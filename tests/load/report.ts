import { aimsFor, rounded } from "./aims.ts";
import type { Figures } from "./figures.ts";
import type { MessageFigures } from "./measure-messages.ts";
import { median } from "./median.ts";
import { table } from "./table.ts";

const names: Record<string, string> = { troupe: "Troupe", relay: "bare Socket.IO relay", route: "bare `ai` route" };

/** The figures as a page of Markdown. */
export function report(figures: Figures): string {
  const { machine, opening, start, messages } = figures;
  const runs = machine.quick ? "one run (`--quick`)" : `the median of ${figures.idle.length} runs`;
  return `# Performance

Written by \`npm run bench\` on ${machine.date}, on ${machine.cores} cores with Node ${machine.node.slice(1)}. The machine is small and shared, and others
worked on it meanwhile (load average ${rounded(machine.loadAverage[0])} before, ${rounded(machine.loadAverage[1])} after): trust the ratios, which were taken in one run, more than
the figures. Unless it says otherwise, a figure is ${runs}; the lowest and the highest stand in brackets.

\`\`\`sh
npm run bench              # all of it, some ten minutes
npm run bench -- --quick   # each once, two or three minutes
npm run bench -- --browser # only what a person at a browser feels, two or three minutes
npm run load -- --clients 20 --duration 10   # messages a second of a server that runs
\`\`\`

## What we aim at

${table(
  ["", "aim", "measured", ""],
  aimsFor(figures).map(({ what, aim, figure, met }) => [what, aim, figure, met ? "met" : "**missed**"]),
)}

## Short answers

Answers of 50 tokens from a model without any delay, in conversations of 10 messages. The order of the three changes with each run, and each
is started anew and warmed up.

${messagesTable(figures)}

- **CPU** is that of the server with all processes that it starts, user and system, while 8 messages are answered at a time. Troupe's includes
  opening the sessions and writing everything that happened to SQLite.
- **Added to first text** is the client's median time from sending to the first piece of text, one message at a time, less the same client's
  when it asks the model itself, in turns with it (${rounded(median(messages.map((each) => each.modelMs)))} ms). **The quickest tenth** compares the tenth percentiles instead: what
  it takes while nobody else wants the processor.
- **Memory** is what is resident after these messages.
- The **relay** is what can hardly be less: it reads the model's stream, emits each token to the socket, and keeps nothing. Troupe sends the first token
  at once and those that follow within 40 ms together, which costs less than one frame for each.
- The **\`ai\` route** is \`streamText\` in a route handler of Next, built for production: what people write by hand.
${figures.noRoute ? `- The \`ai\` route is missing because its app could not be built: ${figures.noRoute}\n` : ""}
## Many conversations at once

Each conversation is one answer of 200 tokens at 50 tokens a second, all at the same time over 50 sockets; each token says when it left the model.

${streamsTable(figures)}

- **Share of a core** is the server's CPU time in all its processes over the four seconds that the answers last at their pace.
- Model, server and client share the cores. Where delays are long, also the relay's, there was not enough of them for all three: tokens then
  arrive in heaps, which cost less each, so the share of a core on a free machine is higher than here.
- **Delay** is from the model's sending of a token to its arrival at the client. Troupe's tick of 40 ms is in it.
- **Not whole and in order** counts, over all runs, answers with a token that was lost, doubled or out of place, or whose pieces are not the text that the server says it was.

## Memory of idle sessions

100 sessions with one answered message, each watched by a socket of its own, hold **${withRange(figures.idle.map((each) => each.megabytesPer100))} MB**: what the
server holds more with 500 of them, after collecting garbage.

## The log

Events appended a second, the same events into the same tables with the same durability (write-ahead log, \`synchronous=NORMAL\`): through the log, and with
prepared statements of better-sqlite3 in a transaction, one commit after the other. The best of ten pieces of each, taken in turns.

${table(
  ["rows a commit", "the log", "raw SQLite", "ratio"],
  figures.appends.map((each) => [
    String(each.rowsPerCommit),
    rounded(Math.round(each.rowsPerSecond)),
    rounded(Math.round(each.rawRowsPerSecond)),
    `${rounded(each.rowsPerSecond / each.rawRowsPerSecond)} ×`,
  ]),
)}

## Opening a session of ${opening.events.toLocaleString("en-US")} events

${table(
  ["a client joins", "until it has the answer"],
  [
    ["first after a start, with a snapshot 450 events behind", `${rounded(opening.coldMs)} ms`],
    ["again", `${rounded(opening.warmMs)} ms`],
    ["first after a start, without any snapshot", `${rounded(opening.withoutSnapshotMs)} ms`],
  ],
)}

The answer is the whole state: ${rounded(Math.round(opening.kilobytes))} KB of JSON.

## Start

${table(
  ["from the start of the process on a built tree", "until"],
  [
    ["`/health` answers 200", `${rounded(start.healthyMs)} ms`],
    ["`/ready` answers 200", `${rounded(start.readyMs)} ms`],
    ["`/ready` at the very first start, which makes the database (once)", `${rounded(start.firstReadyMs)} ms`],
  ],
)}
`;
}

function messagesTable({ messages }: Figures): string {
  const of = (kind: string, pick: (each: MessageFigures) => number) =>
    messages.filter((each) => each.kind === kind).map(pick);
  const cpu = (each: MessageFigures) => each.cpuSecondsPer1000;
  const kinds = ["troupe", "relay", "route"].filter((kind) => messages.some((each) => each.kind === kind));
  return table(
    ["", "CPU s per 1,000 messages", "against the relay", "added ms to first text", "the quickest tenth", "memory, MB"],
    kinds.map((kind) => [
      names[kind] ?? kind,
      withRange(of(kind, cpu)),
      `${rounded(median(of(kind, cpu)) / median(of("relay", cpu)))} ×`,
      withRange(of(kind, (each) => each.addedMs)),
      withRange(of(kind, (each) => each.addedQuickMs)),
      withRange(of(kind, (each) => each.megabytes)),
    ]),
  );
}

function streamsTable({ streams }: Figures): string {
  const steps = [...new Set(streams.map((each) => each.conversations))];
  const rows = steps.flatMap((conversations) =>
    ["troupe", "relay"].map((kind) => {
      const mine = streams.filter((each) => each.kind === kind && each.conversations === conversations);
      return [
        String(conversations),
        names[kind] ?? kind,
        withRange(mine.map((each) => each.shareOfCore)),
        withRange(mine.map((each) => each.p50Ms)),
        withRange(mine.map((each) => each.p99Ms)),
        `${mine.reduce((sum, each) => sum + each.wrong, 0)} of ${mine.length * conversations}`,
      ];
    }),
  );
  return table(
    ["conversations", "", "share of a core", "delay, median ms", "delay, 99th percentile ms", "not whole and in order"],
    rows,
  );
}

function withRange(numbers: number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)].map(rounded);
  return `${rounded(median(numbers))}${numbers.length > 1 ? ` (${least}–${most})` : ""}`;
}
