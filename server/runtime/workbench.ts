import type { World } from "../../lib/core/world.ts";
import type { Bus } from "../ports/bus.ts";
import type { Spool, Workers } from "../ports/log.ts";
import type { Models } from "../ports/models.ts";
import type { Files, UserData } from "../ports/people.ts";
import type { ToolRules } from "../ports/tool-rules.ts";
import type { ToolRecords, Tools, UseTool } from "../ports/tools.ts";
import type { Observer } from "./observer.ts";
import type { OpenTurns } from "./open-turns.ts";
import type { Sessions } from "./sessions.ts";

/** Everything that working on a run needs. */
export interface Workbench {
  sessions: Sessions;
  bus: Bus;
  turns: OpenTurns;
  world: World;
  models: Models;
  tools: Tools;
  toolRules: ToolRules;
  /** An agent with more tools searches for those that it needs. */
  toolsInContext: number;
  useTool: UseTool;
  spool: Spool;
  workers: Workers;
  records: ToolRecords;
  files: Files;
  userData: UserData;
  observe: Observer;
  /** This process, as the log names it. */
  worker: string;
  newId: (kind: "turn" | "call" | "effect" | "message") => string;
  /** Milliseconds by a clock that never jumps. */
  monotonic: () => number;
  now: () => Date;
}

/** `taken_over`: another worker thought this one dead and closed its turn; nothing more that it says counts. */
export type StopReason = "cancelled" | "limit_seconds" | "handed_over" | "taken_over";

/** How a run in work is told to stop, and why. The first reason counts. */
export class RunStop {
  reason: StopReason | null = null;
  /** What is at work may end, but nothing comes after it. */
  afterThisStep = false;
  /** The turn that is being streamed. */
  turnId: string | null = null;
  private readonly controller = new AbortController();

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The log says so; whoever streams it unsets `turnId` before it says so itself. */
  turnEnded(turnId: string): void {
    if (turnId === this.turnId) this.because("taken_over");
  }

  because(reason: StopReason): void {
    if (this.reason) return;
    this.reason = reason;
    this.controller.abort(new DOMException(reason, "AbortError"));
  }
}
