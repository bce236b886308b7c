import type { ToolOutcome } from "../ports/tools.ts";
import type { FailedAttempt, Reply } from "./stream-reply.ts";

/** Who counts and reports what the workers do. Never throws, never waits. */
export interface Observer {
  turn(agent: string, reply: Reply): void;
  attemptFailed(failed: FailedAttempt): void;
  tool(name: string, outcome: ToolOutcome): void;
  /** Something went wrong that costs no fact: it is logged and counted. */
  trouble(what: string, error: unknown): void;
}
