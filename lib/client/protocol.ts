import * as z from "zod/mini";
import { command } from "../core/commands.ts";
import type { ErrorCode, ErrorDetails } from "../core/errors.ts";
import type { Recorded } from "../core/events.ts";
import { id } from "../core/fields.ts";
import type { Live, Partial } from "../core/live.ts";
import type { SessionState } from "../core/state.ts";
import type { SessionSummary } from "../core/summary.ts";
import type { Anomaly } from "../operations/anomalies.ts";
import type { Moment, Operations } from "../operations/operations.ts";

/** What a client may send over a socket. Each is answered with an `Answer`. */
export const clientFrames = {
  join: z.strictObject({ sessionId: id, after: z.optional(z.int().check(z.nonnegative())) }),
  leave: z.strictObject({ sessionId: id }),
  command: z.strictObject({ sessionId: id, commandId: id, command }),
  typing: z.strictObject({ sessionId: id, active: z.boolean() }),
  /** From here on: `summaries` of one's sessions that change. */
  watch: z.strictObject({}),
  unwatch: z.strictObject({}),
  /** From here on: `operations`, how the process stands, every second. */
  "watch-operations": z.strictObject({}),
  "unwatch-operations": z.strictObject({}),
};
export type ClientFrameName = keyof typeof clientFrames;
export type ClientFrame<N extends ClientFrameName> = z.infer<(typeof clientFrames)[N]>;

export type Refused = { ok: false; error: { code: ErrorCode; message: string } & ErrorDetails };

export interface Accepted {
  /** With `after` within the log: everything behind it. Otherwise the state. */
  join: { ok: true; head: number; partials: Partial[] } & (
    | { state: SessionState; events?: never }
    | { events: Recorded[]; state?: never }
  );
  leave: { ok: true };
  command: { ok: true; head: number };
  typing: { ok: true };
  watch: { ok: true };
  unwatch: { ok: true };
  /** How it stood before, so that whoever comes anew has missed nothing. */
  "watch-operations": { ok: true; course: readonly Moment[] };
  "unwatch-operations": { ok: true };
}

export type Answer<N extends ClientFrameName> = Accepted[N] | Refused;

/** What the server sends by itself. */
export interface ServerFrames {
  events: { sessionId: string; events: Recorded[] };
  live: { sessionId: string; live: Live[] };
  /** The newest of each session that changed since the last frame, and the ids of those that were deleted. */
  summaries: { sessions: SessionSummary[]; gone: string[] };
  operations: Operations;
  /** To administrators who watch: what is otherwise than usual, whenever others were found. */
  anomalies: { anomalies: Anomaly[] };
}
export type ServerFrameName = keyof ServerFrames;
