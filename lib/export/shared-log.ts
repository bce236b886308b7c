import { unreachable } from "../core/errors.ts";
import type { EventOf, EventType, Recorded, SessionEvent } from "../core/events.ts";
import type { MessageContent } from "../core/fields.ts";
import { noUsage } from "../core/model.ts";
import { fold } from "../core/reduce.ts";
import { hideSealed } from "../core/sealed.ts";
import { inConversation, type Message, type SessionState } from "../core/state.ts";
import { redactJson } from "../secrets/redact-json.ts";
import { type SharedPart, sharedPart, toldPartial } from "./shared-part.ts";

export interface SharedLogOptions {
  /** Also what agents thought, and what tools were given, gave back and showed. */
  withTools: boolean;
  /** The text without secrets. */
  redact: (text: string) => string;
}

/**
 * The log as whoever has a link may read it, with numbers of its own: folding it up to any event gives what was to be
 * seen then. Each event is made anew of what it may tell, so that what nobody thought of is left out. There are no ids,
 * no people, no models, no costs, no words of a model's errors, and nothing of other branches; of what a person changed,
 * only what it became.
 */
export function sharedLog(events: readonly Recorded[], options: SharedLogOptions): Recorded[] {
  const teller = new Teller(fold(events), options);
  const told: Recorded[] = [];
  for (const event of events)
    for (const each of teller.tell(event)) told.push({ ...each, seq: told.length + 1, at: event.at });
  return told;
}

/** Stands where the events need a name that nobody is told. */
export const nameless = { person: "person", model: "model" } as const;
const agentVersion = 1;
const nothing: SessionEvent[] = [];
/** What is more than a failure: the fold tells by these what a person stopped, and what was tried again. */
const toldCodes: ReadonlySet<string> = new Set(["cancelled", "limit_seconds", "interrupted"]);

class Teller {
  private readonly state: SessionState;
  private readonly part: SharedPart;
  private readonly withTools: boolean;
  private readonly redact: (text: string) => string;
  private readonly names = new Map<string, string>();
  /** The last message of the branch as it is told by now. */
  private leaf: string | null = null;

  constructor(state: SessionState, { withTools, redact }: SharedLogOptions) {
    this.state = state;
    this.part = sharedPart(state, withTools);
    this.withTools = withTools;
    this.redact = redact;
  }

  tell(event: Recorded): SessionEvent[] {
    switch (event.type) {
      case "session.opened":
        return [
          {
            type: event.type,
            title: this.redact(this.state.title),
            ownerId: nameless.person,
            workflow: "solo",
            agent: "general",
            tags: [],
            participants: [],
            whileRunning: "queue",
            expiresAt: null,
          },
        ];
      case "message.posted":
        return this.post(event.message.id, event.whileRunning);
      case "message.edited":
        return this.post(event.message.id);
      case "message.delivered":
        if (!this.part.messages.has(event.messageId)) return nothing;
        this.leaf = this.name(event.messageId);
        return [{ type: event.type, messageId: this.leaf, as: event.as }];
      case "run.queued":
      case "run.started":
      case "run.paused":
      case "run.resumed":
      case "run.cancelled":
      case "run.finished":
        return this.part.runs.has(event.runId) ? this.tellRun(event) : nothing;
      case "turn.started":
      case "turn.completed":
      case "turn.failed": {
        const isTold = this.part.runs.has(event.runId) && !this.part.turnsElsewhere.has(event.turnId);
        return isTold ? this.tellTurn(event) : nothing;
      }
      case "workflow.advanced":
        return this.part.runs.has(event.runId) ? this.advance(event) : nothing;
      case "context.compressed":
        if (!this.withTools || !this.part.runs.has(event.runId)) return nothing;
        return [
          {
            ...{ type: event.type, runId: this.name(event.runId), upTo: 0, summary: "", dropped: 0 },
            ...(event.ms !== undefined && { ms: event.ms }),
          },
        ];
      case "tool.proposed":
      case "tool.approved":
      case "tool.denied":
      case "tool.started":
      case "tool.finished":
      case "tool.failed":
      case "question.asked":
      case "question.answered":
      case "handoff.made":
        return this.part.calls.has(event.callId) ? this.tellCall(event) : nothing;
      case "board.changed":
      case "todo.changed":
      case "surface.shown":
      case "surface.changed":
        return this.tellShown(event);
      case "session.changed":
      case "session.closed":
      case "message.withdrawn":
      case "message.moved":
      case "message.routed":
      case "message.rerouted":
      case "message.rated":
      case "run.allowed":
      case "run.rerun":
      case "tool.progress":
      case "surface.acted":
        return nothing;
      default:
        return unreachable(event);
    }
  }

  private post(messageId: string, whileRunning?: EventOf<"message.posted">["whileRunning"]): SessionEvent[] {
    const message = this.part.messages.get(messageId);
    if (!message) return nothing;
    const parentId = message.parentId === null ? null : this.name(message.parentId);
    const waits = whileRunning !== undefined;
    const posted = this.message(message);
    if (!waits) this.leaf = posted.id;
    return [{ type: "message.posted", message: posted, parentId, ...(waits && { whileRunning }) }];
  }

  private tellRun(
    event: EventOf<"run.queued" | "run.started" | "run.paused" | "run.resumed" | "run.cancelled" | "run.finished">,
  ): SessionEvent[] {
    const runId = this.name(event.runId);
    const by = nameless.person;
    switch (event.type) {
      case "run.queued":
        return [this.queue(event, runId)];
      case "run.started":
        return [{ type: event.type, runId, worker: "" }];
      case "run.paused":
        return this.withTools ? [{ type: event.type, runId, reason: "", by }] : nothing;
      case "run.resumed":
        return this.withTools ? [{ type: event.type, runId, by }] : nothing;
      case "run.cancelled":
        return [{ type: event.type, runId, by }];
      case "run.finished":
        return [
          { type: event.type, runId, outcome: this.part.endsElsewhere.has(event.runId) ? "done" : event.outcome },
        ];
      default:
        return unreachable(event);
    }
  }

  private queue(event: EventOf<"run.queued">, runId: string): SessionEvent {
    const { replyTo, parent, after, conducts } = event;
    const told: EventOf<"run.queued"> = {
      ...{ type: "run.queued", runId, agent: this.redact(event.agent), agentVersion, priority: "normal" },
      ...{ depth: event.depth, task: "" },
      ...(conducts && { conducts }),
    };
    if (replyTo !== undefined) {
      const isTold = this.part.messages.has(replyTo);
      // Its words are told although what it was asked is not any more: it answers where the conversation is.
      told.replyTo = isTold ? this.name(replyTo) : (this.leaf ?? runId);
      if (!isTold) return told;
      this.leaf = told.replyTo;
    }
    if (!this.withTools) return told;
    told.task = this.redact(event.task);
    if (parent && this.part.calls.has(parent.callId) && this.part.runs.has(parent.runId))
      told.parent = { runId: this.name(parent.runId), callId: this.name(parent.callId) };
    if (after !== undefined && this.part.runs.has(after)) told.after = this.name(after);
    return told;
  }

  private tellTurn(event: EventOf<"turn.started" | "turn.completed" | "turn.failed">): SessionEvent[] {
    const [runId, turnId] = [this.name(event.runId), this.name(event.turnId)];
    const { model } = nameless;
    switch (event.type) {
      case "turn.started":
        return [{ type: event.type, runId, turnId, attempt: event.attempt, model, worker: "" }];
      case "turn.completed": {
        const message = this.reply(event.runId, event.message);
        const calls = this.calls(event.calls);
        const amount = { usage: noUsage, cost: null, ms: event.ms, ttftMs: null };
        return [{ type: event.type, runId, turnId, message, calls, ...amount, model }];
      }
      case "turn.failed": {
        const { code } = event.error;
        const partial = this.redact(toldPartial(this.state, this.part.runs.get(event.runId), event.turnId));
        const error = { code: toldCodes.has(code) ? code : "failed", message: "" };
        if (this.part.messages.has(`${event.turnId}:partial`)) this.leaf = `${turnId}:partial`;
        return [
          {
            ...{ type: event.type, runId, turnId, error, partial },
            ...(event.ms !== undefined && { ms: event.ms }),
            ...(event.willRetryInMs !== undefined && { willRetryInMs: event.willRetryInMs }),
          },
        ];
      }
      default:
        return unreachable(event);
    }
  }

  private advance(event: EventOf<"workflow.advanced">): SessionEvent[] {
    const { left, entered, calls, ended } = event;
    const says = event.message && this.isTold(event.runId, event.message.id);
    const message = says && this.reply(event.runId, event.message as MessageContent);
    return [
      {
        ...{ type: event.type, runId: this.name(event.runId) },
        left: this.withTools
          ? left.map(({ visit, outcome, took }) => ({ visit, outcome, ...(took && { took: this.json(took) }) }))
          : [],
        entered: this.withTools
          ? entered.map(({ visit, node }) => ({ visit, node: this.redact(node), reason: "" }))
          : [],
        calls: this.calls(calls),
        ...(message && { message }),
        ...(this.withTools && ended && { ended: { outcome: ended.outcome } }),
      },
    ];
  }

  private tellCall(event: EventOf<CallEventType>): SessionEvent[] {
    const { callId: known } = event;
    const [runId, callId, by] = [this.name(event.runId), this.name(known), nameless.person];
    switch (event.type) {
      case "tool.proposed":
        return [
          {
            ...{ type: event.type, runId, callId, tool: this.redact(event.tool), arguments: this.argumentsOf(known) },
            ...(event.approval && { approval: { reason: "", digest: "" } }),
          },
        ];
      case "tool.approved":
        return [{ type: event.type, runId, callId, by }];
      case "tool.denied":
        return [{ type: event.type, runId, callId, by, reason: this.redact(event.reason) }];
      case "tool.started":
        return [{ type: event.type, runId, callId, effectId: callId, attempt: event.attempt, worker: "" }];
      case "tool.finished":
        return [
          {
            ...{ type: event.type, runId, callId, content: this.redact(event.content), ms: event.ms },
            ...(event.ends && { ends: event.ends }),
          },
        ];
      case "tool.failed":
        return [{ type: event.type, runId, callId, error: this.json(event.error), ms: event.ms }];
      case "question.asked": {
        const { during } = event;
        return [{ type: event.type, runId, callId, question: "", ...(during && { during }) }];
      }
      case "question.answered":
        return [{ type: event.type, runId, callId, answer: null, by }];
      case "handoff.made": {
        const [from, to] = [this.redact(event.from), this.redact(event.to)];
        return [{ type: event.type, runId, callId, from, to, reason: "", task: "", sees: event.sees }];
      }
      default:
        return unreachable(event);
    }
  }

  /** What the calls that are shown did beside giving something back. */
  private tellShown(
    event: EventOf<"board.changed" | "todo.changed" | "surface.shown" | "surface.changed">,
  ): SessionEvent[] {
    switch (event.type) {
      case "surface.shown": {
        const { surfaceId, surface } = event;
        if (event.callId === undefined || !this.part.calls.has(event.callId)) return nothing;
        const callId = this.name(event.callId);
        const run = event.runId === undefined ? {} : { runId: this.name(event.runId) };
        return [{ type: event.type, surfaceId: this.name(surfaceId), surface: this.json(surface), callId, ...run }];
      }
      case "surface.changed": {
        const { surfaceId, patch } = event;
        // One that is not shown has no name.
        const name = this.names.get(surfaceId);
        if (name === undefined) return nothing;
        return [{ type: event.type, surfaceId: name, patch: this.json(patch), by: anybody }];
      }
      case "todo.changed":
        return this.isByCall(event) ? [{ type: event.type, items: this.json(event.items), by: anybody }] : nothing;
      case "board.changed": {
        if (!this.isByCall(event)) return nothing;
        const { key, entry } = event;
        return [{ type: event.type, key: this.redact(key), entry: this.json(entry), by: anybody }];
      }
      default:
        return unreachable(event);
    }
  }

  private isByCall({ callId }: { callId?: string | undefined }): boolean {
    return callId !== undefined && this.part.calls.has(callId);
  }

  /** Children have a transcript of their own, which is told with the tools. */
  private isTold(runId: string, messageId: string): boolean {
    const run = this.part.runs.get(runId);
    return run !== undefined && (!inConversation(run) || this.part.messages.has(messageId));
  }

  private reply(runId: string, message: MessageContent): MessageContent {
    const told = this.message(message);
    const run = this.part.runs.get(runId);
    if (run && inConversation(run)) this.leaf = told.id;
    return told;
  }

  private message({ id, author, content, parts = [], attachments = [] }: MessageContent | Message): MessageContent {
    const isAgent = author.kind === "agent";
    return {
      id: this.name(id),
      content: this.redact(content),
      author: isAgent ? { kind: "agent", id: this.redact(author.id) } : { kind: "user", id: nameless.person },
      ...(this.withTools &&
        parts.length > 0 && { parts: parts.map(({ type, text }) => ({ type, text: this.redact(text) })) }),
      ...(attachments.length > 0 && {
        attachments: attachments.map(({ name }) => ({ id: "file", name: this.redact(name), mediaType: "", size: 0 })),
      }),
    };
  }

  private calls<T extends EventOf<"turn.completed">["calls"][number]>(calls: readonly T[]): T[] {
    return calls
      .filter(({ callId }) => this.part.calls.has(callId))
      .map((call) => {
        const told = { callId: this.name(call.callId), tool: this.redact(call.tool) };
        const visit = "visit" in call ? { visit: call.visit } : {};
        return { ...told, arguments: this.argumentsOf(call.callId), ...visit } as unknown as T;
      });
  }

  /** As they are at last, where a person changed them. */
  private argumentsOf(callId: string): unknown {
    return this.json(this.part.calls.get(callId)?.arguments);
  }

  private json<T>(value: T): T {
    return redactJson(hideSealed(value) as T, this.redact);
  }

  /** What stands for an id; the same each time. */
  private name(id: string): string {
    const known = this.names.get(id);
    if (known !== undefined) return known;
    const [, turn] = /^(.*):partial$/.exec(id) ?? [];
    const name = turn === undefined ? `x${this.names.size + 1}` : `${this.name(turn)}:partial`;
    this.names.set(id, name);
    return name;
  }
}

const anybody = { kind: "agent" as const, id: "agent" };

type CallEventType = Extract<
  EventType,
  | "tool.proposed"
  | "tool.approved"
  | "tool.denied"
  | "tool.started"
  | "tool.finished"
  | "tool.failed"
  | "question.asked"
  | "question.answered"
  | "handoff.made"
>;
