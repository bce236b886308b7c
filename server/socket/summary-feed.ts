import type { ServerFrames } from "../../lib/client/protocol.ts";
import type { SessionState } from "../../lib/core/state.ts";
import { summarizeSession } from "../../lib/core/summary.ts";
import { trialTag } from "../../lib/core/trial.ts";
import type { Principal } from "../runtime/authorize.ts";
import type { Runtime } from "../runtime/create-runtime.ts";

/** Changes that come closer together are told as one. */
const tickMs = 250;

/**
 * What lists show of a person's sessions, on one socket: the newest of each that changed, at most four times a second.
 * It may miss what happened while nobody listened, so who begins to listen reads the list afterwards.
 */
export class SummaryFeed {
  private readonly changed = new Map<string, SessionState | null>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unsubscribe: (() => void) | null = null;
  private readonly send: (frame: ServerFrames["summaries"]) => void;

  constructor(send: (frame: ServerFrames["summaries"]) => void) {
    this.send = send;
  }

  start(runtime: Runtime, principal: Principal): void {
    this.unsubscribe ??= runtime.onSessionChange((sessionId, ownerId, state) => {
      if (ownerId !== principal.userId || state?.tags.includes(trialTag)) return;
      this.changed.set(sessionId, state);
      this.timer ??= setTimeout(() => this.tell(), tickMs);
    });
  }

  stop(): void {
    this.unsubscribe?.();
    this.unsubscribe = null;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.changed.clear();
  }

  private tell(): void {
    this.timer = undefined;
    const sessions: ServerFrames["summaries"]["sessions"] = [];
    const gone: string[] = [];
    for (const [id, state] of this.changed) {
      if (state) sessions.push(summarizeSession(id, state));
      else gone.push(id);
    }
    this.changed.clear();
    this.send({ sessions, gone });
  }
}
