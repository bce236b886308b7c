import { AppError } from "./errors.ts";
import type { Recorded, SessionEvent } from "./events.ts";
import { fold } from "./reduce.ts";
import { settle } from "./settle.ts";
import { openRuns, openTurn, type SessionState } from "./state.ts";
import type { Given, IdKind } from "./world.ts";

export interface Fork {
  state: SessionState;
  /** The whole log of the new session. */
  events: Recorded[];
}

/**
 * A session of its own that begins with the log of another up to `seq`. What was in flight there ends here as
 * cancelled, because nobody works on it in the copy. Ids are new; times stay those of what happened.
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
  const rename = renamer(given);
  const copied = events.slice(0, from.seq).map((event): Recorded => {
    const { commandId: _commandId, ...fact } = rename(event) as Recorded;
    if (fact.type !== "session.opened") return fact as Recorded;
    return {
      ...fact,
      title: title ?? fact.title,
      ownerId: given.by,
      participants: [given.by],
      forkOf: from,
    } as Recorded;
  });
  const state = fold(copied);
  const settled = settle(state, endings(state, given), given);
  return { state: settled.state, events: [...copied, ...settled.events] };
}

function endings(state: SessionState, { by }: Given): SessionEvent[] {
  const reason = "the session was forked here";
  const cancelled: SessionEvent[] = openRuns(state)
    .filter((run) => !run.cancelled)
    .map((run) => ({ type: "run.cancelled", runId: run.id, by, reason }));
  const closed = openRuns(state).flatMap((run): SessionEvent[] => {
    const turn = openTurn(run);
    const error = { code: "cancelled", message: "The session was forked in the middle of this." };
    return [
      ...(turn
        ? [{ type: "turn.failed", runId: run.id, turnId: turn.id, error, partial: "" } satisfies SessionEvent]
        : []),
      ...run.calls
        .filter((call) => call.status === "running")
        .map((call): SessionEvent => ({ type: "tool.failed", runId: run.id, callId: call.callId, error, ms: 0 })),
    ];
  });
  return [...cancelled, ...closed];
}

const partialMark = ":partial";

/** What the fields that hold ids name. */
const kindOf: Partial<Record<string, IdKind>> = {
  id: "message",
  messageId: "message",
  parentId: "message",
  replyTo: "message",
  runId: "run",
  retryOf: "run",
  dependsOn: "run",
  turnId: "turn",
  callId: "call",
  effectId: "effect",
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
]);

/** The same old id becomes the same new one, wherever an event names it. */
function renamer({ newId }: Given): (value: unknown, key?: string) => unknown {
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
