import type { Recorded } from "../../lib/core/events.ts";
import type { Effect } from "./far-side.ts";
import type { Person } from "./person.ts";
import type { Victim } from "./victim.ts";

export type Figures = [what: string, figure: string][];

interface Seen {
  victim: Victim;
  people: readonly Person[];
  logs: readonly (readonly Recorded[])[];
  effects: readonly Effect[];
  requests: number;
}

/** What happened, so that one sees that something did. */
export function figuresOf({ victim, people, logs, effects, requests }: Seen): Figures {
  const events = logs.flat();
  const sent = people.flatMap((person) => person.sent);
  const windows = people.flatMap((person) => person.windows);
  const count = (type: Recorded["type"], holds: (event: Recorded) => boolean = () => true) =>
    events.filter((event) => event.type === type && holds(event)).length;
  const { working, starting, polite } = victim.kills;
  const sorted = [...victim.startMs].sort((a, b) => a - b);
  return [
    ["killed", `${working} while it worked, ${starting} while it started; ${polite} stopped with SIGTERM`],
    [
      "time to answer from the log again",
      `median ${Math.round(sorted[sorted.length >> 1] ?? 0)} ms, longest ${Math.round(sorted.at(-1) ?? 0)} ms`,
    ],
    ["sessions", `${people.length}, with ${events.length} events`],
    [
      "commands",
      `${sent.filter((each) => each.answer?.accepted).length} accepted, ${sent.filter((each) => each.answer?.accepted === false).length} refused`,
    ],
    [
      "reconnects",
      `${people.reduce((sum, person) => sum + person.reconnects, 0)} of sockets, ${people.reduce((sum, person) => sum + (person.stream?.breaks ?? 0), 0)} of streams`,
    ],
    ["runs", outcomes(events)],
    [
      "turns",
      `${count("turn.completed")} completed, ${count("turn.failed", (event) => event.type === "turn.failed" && event.error.code === "interrupted")} interrupted by a crash, ${count("turn.failed", (event) => event.type === "turn.failed" && event.willRetryInMs !== undefined)} tried again; ${requests} requests to the model`,
    ],
    [
      "tool calls",
      `${count("tool.finished")} finished, ${count("tool.failed", (event) => event.type === "tool.failed" && event.error.code === "interrupted")} interrupted by a crash, ${count("tool.started", (event) => event.type === "tool.started" && event.attempt > 1)} run again; ${effects.length} effects on the far side`,
    ],
    [
      "approvals and answers",
      `${count("tool.approved")} approved, ${count("tool.denied")} denied, ${count("question.answered")} answered`,
    ],
    [
      "live texts",
      `${windows.reduce((sum, { texts }) => sum + texts.turns, 0)} watched, ${windows.reduce((sum, { texts }) => sum + texts.lost, 0)} characters seen and lost by a crash`,
    ],
  ];
}

function outcomes(events: readonly Recorded[]): string {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.type !== "run.finished") continue;
    const name = event.error ? `${event.outcome} (${event.error.code})` : event.outcome;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([outcome, number]) => `${number} ${outcome}`).join(", ");
}
