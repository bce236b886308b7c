import type { SessionClient, SessionView } from "../../lib/client/session-client.ts";
import { findMessage } from "../../lib/core/state.ts";

/** Watches the growing texts of one window: what was seen of a turn must be how the turn's own text begins. */
export class TextWitness {
  readonly violations: string[];
  /** Characters that were seen and then lost by a crash. */
  lost = 0;
  turns = 0;
  private readonly seen = new Map<string, { runId: string; text: string }>();

  /** `violations`: of a window that stood in its place before. */
  constructor(client: SessionClient, violations: string[] = []) {
    this.violations = violations;
    client.subscribe((view) => this.look(view));
  }

  private look(view: SessionView): void {
    for (const { turnId, runId, text } of Object.values(view.texts)) {
      const before = this.seen.get(turnId)?.text ?? "";
      if (text.length >= before.length) this.seen.set(turnId, { runId, text });
    }
    for (const [turnId, { runId, text }] of this.seen) {
      const turn = view.state.runs.find((run) => run.id === runId)?.turns.find((each) => each.id === turnId);
      if (!turn || turn.status === "open") continue;
      this.seen.delete(turnId);
      this.turns++;
      if (turnId in view.texts) this.violations.push(`turn ${turnId} is over, and its growing text is still shown`);
      if (turn.status === "completed") {
        const said = findMessage(view.state, turn.messageId ?? "")?.content ?? "";
        if (!said.startsWith(text)) this.violations.push(`turn ${turnId} showed "${text}" and said "${said}"`);
      } else {
        const kept = turn.partial ?? "";
        const begun = kept.startsWith(text) || text.startsWith(kept);
        if (!begun) this.violations.push(`turn ${turnId} showed "${text}" and kept "${kept}"`);
        this.lost += Math.max(0, text.length - kept.length);
      }
    }
  }
}
