import { AppError } from "./errors.ts";
import type { Recorded, SessionEvent } from "./events.ts";
import { fold } from "./reduce.ts";
import { settle } from "./settle.ts";
import { openRuns, openTurn, type Run, type SessionState, waitingMessages } from "./state.ts";
import type { Given, IdKind } from "./world.ts";

export interface Fork {
  state: SessionState;
  /** The whole log of the new session. */
  events: Recorded[];
}

/**
 * A session of its own that begins with the log of another up to `seq`. What was in flight there ends here as
 * cancelled, and what waited is withdrawn, because nobody works on it in the copy. Ids are new; times stay those of
 * what happened.
 */
export function fork(
  events: readonly Recorded[],
  from: { sessionId: string; seq: number },
  title: string | undefined,
  given: Given,
): Fork {
  const last = events.at(-1)?.seq ?? 0;
  if (from.seq < 1 || from.seq > last)
    throw new AppError("invalid", `The session has events 1 to ${last}; it cannot be forked at ${from.seq}.`);
  const copied = copyOf(events.slice(0, from.seq), from, title, given, renamer(given));
  const state = fold(copied);
  const settled = settle(state, endings(state, openRuns(state), given), given);
  return { state: settled.state, events: [...copied, ...settled.events] };
}

/** These events of another session as the beginning of a new one. */
export function copyOf(
  events: readonly Recorded[],
  from: { sessionId: string; seq: number },
  title: string | undefined,
  { by }: Given,
  rename: Rename,
): Recorded[] {
  return events.map((event): Recorded => {
    const { commandId: _commandId, ...fact } = rename(event) as Recorded;
    if (fact.type !== "session.opened") return fact as Recorded;
    return { ...fact, title: title ?? fact.title, ownerId: by, participants: [by], forkOf: from } as Recorded;
  });
}

/** These runs end as cancelled, and what waits is withdrawn. */
export function endings(state: SessionState, open: readonly Run[], { by }: Given): SessionEvent[] {
  const error = { code: "cancelled", message: "The session was forked in the middle of this." };
  return [
    ...waitingMessages(state).map(({ id }): SessionEvent => ({ type: "message.withdrawn", messageId: id, by })),
    // Children first: a parent would take along those that are still open, and they would be cancelled twice.
    ...open
      .filter((run) => !run.cancelled)
      .toReversed()
      .map(({ id }): SessionEvent => ({ type: "run.cancelled", runId: id, by, reason: "the session was forked here" })),
    ...open.flatMap((run): SessionEvent[] => {
      const runId = run.id;
      const turn = openTurn(run);
      const running = run.calls.filter((call) => call.status === "running");
      return [
        ...(turn ? [{ type: "turn.failed" as const, runId, turnId: turn.id, error, partial: "" }] : []),
        ...running.map(({ callId }): SessionEvent => ({ type: "tool.failed", runId, callId, error, ms: 0 })),
      ];
    }),
    // Whoever forks a session wants to go on from there.
    ...(state.status === "active" ? [] : [{ type: "session.changed" as const, by, status: "active" as const }]),
  ];
}

const partialMark = ":partial";

/** What the fields that hold ids name. */
const kindOf: Partial<Record<string, IdKind>> = {
  id: "message",
  messageId: "message",
  parentId: "message",
  before: "message",
  replyTo: "message",
  runId: "run",
  retryOf: "run",
  after: "run",
  routes: "message",
  dependsOn: "run",
  turnId: "turn",
  callId: "call",
  effectId: "effect",
  surfaceId: "call",
};
/** Holds ids of other things, or texts and values of people and models: never looked into. */
const opaque: ReadonlySet<string> = new Set([
  "author",
  "by",
  "arguments",
  "details",
  "value",
  "answer",
  "schema",
  "items",
  "providerData",
  "attachments",
  "parts",
  "forkOf",
  "output",
  "entry",
  "surface",
  "patch",
  "parameters",
  "of",
]);

export type Rename = (value: unknown, key?: string) => unknown;

/** The same old id becomes the same new one, wherever an event names it. */
export function renamer({ newId }: Pick<Given, "newId">): Rename {
  const known = new Map<string, string>();
  const fresh = (old: string, kind: IdKind): string => {
    // What was said of a stopped turn has the turn's id with a mark behind it (see `reduce`).
    if (old.endsWith(partialMark)) return fresh(old.slice(0, -partialMark.length), "turn") + partialMark;
    const id = known.get(old) ?? newId(kind);
    known.set(old, id);
    return id;
  };
  const rename = (value: unknown, key = ""): unknown => {
    if (Array.isArray(value)) return value.map((each) => rename(each, key));
    if (value !== null && typeof value === "object") {
      return Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, opaque.has(name) ? each : rename(each, name)]),
      );
    }
    const kind = kindOf[key];
    return typeof value === "string" && kind ? fresh(value, kind) : value;
  };
  return rename;
}
