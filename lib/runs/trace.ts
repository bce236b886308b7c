import type { EventOf, Recorded } from "../core/events.ts";
import type { Outcome } from "../core/fields.ts";
import { stepTool } from "../core/judge-calls.ts";
import { addUsage, noUsage, type Usage } from "../core/model.ts";
import type { Amount, Passing, Step, StepStatus, Trace, WaitFor } from "./step.ts";

const ends: Record<Outcome, StepStatus> = { done: "done", failed: "failed", cancelled: "stopped", limit: "stopped" };

/**
 * What the run and all that it set to work did, as these events of its session tell it. Give it fewer, and it is what was
 * known then. Null where they do not tell of the run.
 */
export function traceOf(events: Iterable<Recorded>, runId: string): Trace | null {
  const tracer = new Tracer(runId);
  for (const event of events) tracer.take(event);
  return tracer.trace();
}

class Tracer {
  private readonly runId: string;
  private readonly steps = new Map<string, Step>();
  private readonly passings: Passing[] = [];
  /** Runs of other families cost one look each. */
  private readonly runs = new Set<string>();
  private readonly madeBy = new Map<string, { tool: string; visit?: string; asks?: string }>();
  private readonly lastTurn = new Map<string, Step>();
  private readonly visits = new Map<string, Step>();
  private at = 0;
  private seq = 0;
  private last = 0;

  constructor(runId: string) {
    this.runId = runId;
  }

  take(event: Recorded): void {
    if (event.type === "run.queued") this.queue(event);
    if (!("runId" in event) || event.runId === undefined || !this.runs.has(event.runId)) return;
    const run = this.steps.get(event.runId) as Step;
    this.at = Date.parse(event.at);
    this.seq = event.seq;
    this.last = Math.max(this.last, this.at);
    switch (event.type) {
      case "run.started":
        return this.goOn(run, "queue");
      case "run.paused":
        return this.wait(run, "pause");
      case "run.resumed":
        return this.goOn(run, "pause");
      case "run.finished":
        return this.finish(run, event);
      case "turn.started":
        return this.beginTurn(run, event);
      case "turn.completed":
        for (const call of event.calls) this.madeBy.set(call.callId, { tool: call.tool });
        return this.endTurn(event, "done", { usage: event.usage, cost: event.cost });
      case "turn.failed":
        return this.endTurn(event, event.error.code === "cancelled" ? "stopped" : "failed", nothing());
      case "tool.proposed": {
        const call = this.call(run, event);
        if (event.approval) this.wait(call, "approval");
        return;
      }
      case "tool.approved":
        return this.goOn(this.call(run, event), "approval");
      case "tool.started":
        this.call(run, event).attempt = event.attempt;
        return;
      case "question.asked":
        return this.wait(this.call(run, event), "answer");
      case "question.answered":
        return this.goOn(this.call(run, event), "answer");
      case "tool.finished":
        return this.end(this.call(run, event), "done");
      case "tool.failed":
        return this.end(this.call(run, event), "failed", event.error.message);
      case "tool.denied":
        return this.end(this.call(run, event), "stopped", event.reason);
      case "workflow.advanced":
        return this.advance(run, event);
      case "handoff.made":
        this.passings.push({ kind: "handed over", seq: this.seq, at: this.at, from: run.id, to: event.to });
        return;
      case "context.compressed":
        return this.summarize(run, event);
      default:
        return;
    }
  }

  trace(): Trace | null {
    const top = this.steps.get(this.runId);
    if (!top) return null;
    const steps = this.inOrder();
    this.tellWaiting(steps);
    for (const step of steps.toReversed()) {
      const above = step.parent === null ? undefined : this.steps.get(step.parent);
      if (above) above.total = sum(above.total, step.total);
    }
    // Who was handed the conversation is known by name until its run begins.
    const passings = this.passings.filter(({ to }) => this.steps.has(to));
    return { runId: this.runId, steps, passings, from: top.from, to: Math.max(this.last, top.from) };
  }

  private queue(event: Recorded<EventOf<"run.queued">>): void {
    const { runId, parent, after } = event;
    const above = parent && this.runs.has(parent.runId) ? parent : null;
    const follows = after !== undefined && this.runs.has(after);
    if (runId !== this.runId && !above && !follows) return;
    this.at = Date.parse(event.at);
    this.seq = event.seq;
    this.runs.add(runId);
    const call = above ? this.steps.get(above.callId) : undefined;
    const step = this.begin({ id: runId, kind: "run", runId, agent: event.agent, name: event.agent }, call?.id ?? null);
    if (above) this.passings.push({ kind: "asked", seq: this.seq, at: this.at, from: above.runId, to: runId });
    const handed = follows ? this.passings.findLast((each) => each.from === after && each.to === event.agent) : null;
    if (handed) handed.to = runId;
    // A workflow needs no worker of its own.
    if (!event.conducts) this.wait(step, "queue");
  }

  private begin(fields: Pick<Step, "id" | "kind" | "runId" | "agent" | "name">, parent: string | null): Step {
    const above = parent === null ? undefined : this.steps.get(parent);
    const step: Step = {
      ...fields,
      seq: this.seq,
      endSeq: null,
      parent,
      depth: above ? above.depth + 1 : 0,
      from: this.at,
      to: null,
      status: "open",
      attempt: 1,
      triedAgain: false,
      waits: [],
      own: nothing(),
      total: nothing(),
    };
    this.steps.set(step.id, step);
    return step;
  }

  private end(step: Step, status: StepStatus, error?: string): void {
    for (const wait of step.waits) wait.to ??= this.at;
    step.to = this.at;
    step.endSeq = this.seq;
    step.status = status;
    if (error !== undefined) step.error = error;
  }

  private wait(step: Step, reason: WaitFor): void {
    step.waits.push({ for: reason, from: this.at, to: null });
    step.status = "waiting";
  }

  private goOn(step: Step, reason: WaitFor): void {
    const wait = step.waits.findLast((each) => each.for === reason && each.to === null);
    if (wait) wait.to = this.at;
    if (step.to === null && step.waits.every((each) => each.to !== null)) step.status = "open";
  }

  private finish(run: Step, { outcome, error }: EventOf<"run.finished">): void {
    this.end(run, ends[outcome], error?.message);
  }

  private beginTurn(run: Step, event: EventOf<"turn.started">): void {
    const before = this.lastTurn.get(run.id);
    if (event.attempt > 1 && before?.status === "failed") before.triedAgain = true;
    const turn = this.begin(
      { id: event.turnId, kind: "turn", runId: run.id, agent: run.agent, name: event.model },
      run.id,
    );
    turn.attempt = event.attempt;
    this.lastTurn.set(run.id, turn);
  }

  private endTurn(
    event: EventOf<"turn.completed"> | EventOf<"turn.failed">,
    status: StepStatus,
    { usage, cost }: Amount,
  ): void {
    const turn = this.steps.get(event.turnId);
    if (!turn) return;
    if (event.type === "turn.completed") turn.name = event.model;
    turn.own = { usage, cost };
    turn.total = turn.own;
    this.end(turn, status, event.type === "turn.failed" ? event.error.message : undefined);
  }

  /** The first that is heard of a call may be its end. */
  private call(run: Step, event: { callId: string; tool?: string }): Step {
    const known = this.steps.get(event.callId);
    if (known) return known;
    const made = this.madeBy.get(event.callId);
    const visit = made?.visit === undefined ? undefined : this.visits.get(`${run.id} ${made.visit}`);
    const name = event.tool ?? made?.tool ?? "";
    const fields = { id: event.callId, kind: "call", runId: run.id, agent: run.agent, name } as const;
    const step = this.begin(fields, visit?.id ?? run.id);
    if (made?.asks !== undefined) step.asks = made.asks;
    return step;
  }

  private advance(run: Step, event: EventOf<"workflow.advanced">): void {
    for (const { visit, node } of event.entered) {
      const id = `${run.id} ${visit}`;
      const step = this.begin({ id, kind: "visit", runId: run.id, agent: run.agent, name: node }, run.id);
      this.visits.set(id, step);
    }
    // Some are over as soon as they are entered: where it begins, and where it ends.
    for (const left of event.left) {
      const visit = this.visits.get(`${run.id} ${left.visit}`);
      if (!visit) continue;
      this.end(visit, left.outcome, left.outcome === "failed" ? left.reason : undefined);
      if (left.took) visit.took = left.took;
    }
    for (const { callId, tool, visit, arguments: args } of event.calls) {
      const { agent, workflow } = (tool === stepTool ? args : {}) as { agent?: string; workflow?: string };
      const asks = agent ?? workflow;
      this.madeBy.set(callId, { tool, ...(visit !== undefined && { visit }), ...(asks !== undefined && { asks }) });
    }
  }

  private summarize(run: Step, { usage = noUsage, cost = null, ms = 0 }: EventOf<"context.compressed">): void {
    const id = `summary ${this.seq}`;
    const step = this.begin({ id, kind: "summary", runId: run.id, agent: run.agent, name: "" }, run.id);
    step.from = this.at - ms;
    step.own = { usage, cost };
    step.total = step.own;
    this.end(step, "done");
  }

  /** A run waits when one of its calls does, and it is not at work on anything else. */
  private tellWaiting(steps: readonly Step[]): void {
    const doing = Map.groupBy(
      steps.filter(({ kind }) => kind === "turn" || kind === "call"),
      ({ runId }) => runId,
    );
    for (const step of steps) {
      const its = doing.get(step.runId) ?? [];
      if (step.kind !== "run" || step.status !== "open" || its.some(({ status }) => status === "open")) continue;
      if (its.some(({ status }) => status === "waiting")) step.status = "waiting";
    }
  }

  private inOrder(): Step[] {
    const below = Map.groupBy(this.steps.values(), ({ parent }) => parent);
    const ordered: Step[] = [];
    const walk = (step: Step): void => {
      ordered.push(step);
      for (const each of below.get(step.id) ?? []) walk(each);
    };
    for (const step of below.get(null) ?? []) walk(step);
    return ordered;
  }
}

function nothing(): Amount {
  return { usage: noUsage, cost: null };
}

function sum(a: Amount, b: Amount): Amount {
  return { usage: plus(a.usage, b.usage), cost: b.cost === null ? a.cost : (a.cost ?? 0) + b.cost };
}

function plus(a: Usage, b: Usage): Usage {
  return b === noUsage ? a : addUsage(a, b);
}
