import type { EventOf, Recorded } from "../../lib/core/events.ts";
import type { Live } from "../../lib/core/live.ts";
import { findRun } from "../../lib/core/state.ts";
import type { Runtime } from "../runtime/create-runtime.ts";
import { told } from "./await-reply.ts";
import { callEvent } from "./call-event.ts";
import type { Follower } from "./follow-session.ts";
import type { Posted } from "./post-message.ts";
import type { SseWriter } from "./sse-writer.ts";

/**
 * Tells the answer to one message as it comes. What was told with `stream_data` since the last `stream_reset` is a
 * beginning of the final message, and all of it in the end, whatever was lost on the way.
 */
export class ReplyFollower implements Follower {
  private messageId: string;
  private runId: string | null;
  private turnId: string | null = null;
  private shown = "";
  private over = false;
  private readonly runtime: Runtime;
  private readonly posted: Posted;
  private readonly out: SseWriter;

  constructor(runtime: Runtime, posted: Posted, out: SseWriter) {
    this.runtime = runtime;
    this.posted = posted;
    this.out = out;
    this.messageId = posted.messageId;
    this.runId = posted.status === "undelivered" ? null : posted.runId;
    const { sessionId, messageId, runId, cursor } = posted;
    out.fact("stream_start", { sessionId, messageId, runId, cursor });
  }

  event(event: Recorded): void {
    if (this.over) return;
    if (this.runId === null) this.lookForRun(event);
    else if ("runId" in event && event.runId === this.runId) this.ofRun(event);
  }

  live(live: Live): void {
    if (this.over || live.type !== "text.delta" || live.turnId !== this.turnId) return;
    const known = this.shown.length - live.offset;
    if (known < 0 || known >= live.text.length) return;
    const content = live.text.slice(known);
    if (this.out.glimpse("stream_data", { content })) this.shown += content;
  }

  caughtUp(): void {
    for (const { runId, turnId, text } of this.runtime.partials(this.posted.sessionId)) {
      if (runId === this.runId) this.live({ type: "text.delta", runId, turnId, offset: 0, text });
    }
  }

  drained(): Promise<void> {
    return this.out.drained();
  }

  failed(error: unknown): void {
    this.runtime.metrics.observer.trouble("a reply could not be followed", error);
    this.out.fact("error", {
      code: "unavailable",
      message: "The answer could not be followed any further. Read it from the session.",
    });
    this.out.end();
  }

  private lookForRun(event: Recorded): void {
    const { messageId } = this;
    if (event.type === "run.queued" && event.replyTo === messageId) this.runId = event.runId;
    else if (event.type === "message.delivered" && event.messageId === messageId && event.as === "steered")
      this.runId = event.runId ?? null;
    else if (event.type === "message.edited" && event.messageId === messageId) this.messageId = event.message.id;
    else if (event.type === "message.withdrawn" && event.messageId === messageId)
      this.nobodyAnswers("withdrawn", "The message was withdrawn before it was delivered.");
    else if (event.type === "message.routed" && event.messageId === messageId && event.to.length === 0)
      this.nobodyAnswers("nobody", event.reason);
  }

  private ofRun(event: Recorded): void {
    switch (event.type) {
      case "turn.started":
        if (this.shown !== "") this.reset("next_turn");
        this.turnId = event.turnId;
        return;
      case "turn.completed":
        return this.show(event.message.content);
      case "turn.failed":
        if (this.shown !== "" && event.willRetryInMs !== undefined) this.reset("attempt_failed", event.error.message);
        return;
      case "run.finished":
        return void this.finish(event).catch((error: unknown) => this.failed(error));
      default: {
        const told = callEvent(event);
        if (told) this.out.fact(told.event, told.data);
      }
    }
  }

  private async finish({ runId, error }: EventOf<"run.finished">): Promise<void> {
    this.over = true;
    const { sessionId, messageId } = this.posted;
    const state = await this.runtime.sessions.read(sessionId);
    const run = findRun(state, runId);
    if (!run?.finished) throw new Error(`Run ${runId} is over by its event and open by the state.`);
    const reply = state.messages.findLast((each) => each.runId === runId && each.author.kind === "agent") ?? null;
    this.show(reply?.content ?? "");
    if (error) this.out.fact("error", error);
    const { reply: message, ...rest } = told({ run, reply });
    this.complete({ sessionId, messageId, ...rest, message, cursor: state.head });
  }

  private nobodyAnswers(code: string, message: string): void {
    const { sessionId, messageId } = this.posted;
    this.out.fact("error", { code, message });
    this.complete({ sessionId, messageId, runId: null, message: null, outcome: "cancelled", usage: null, cost: null });
  }

  private complete(data: object): void {
    this.over = true;
    this.out.fact("stream_complete", data);
    this.out.end();
  }

  private show(whole: string): void {
    if (!whole.startsWith(this.shown)) this.reset("replaced");
    if (whole.length > this.shown.length) this.out.fact("stream_data", { content: whole.slice(this.shown.length) });
    this.shown = whole;
  }

  private reset(reason: string, message?: string): void {
    this.shown = "";
    this.out.fact("stream_reset", { reason, ...(message && { message }) });
  }
}
