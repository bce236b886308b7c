import { unreachable } from "../../lib/core/errors.ts";
import type { EventOf, Recorded } from "../../lib/core/events.ts";

interface Options {
  /** Additionally: nothing is left open. */
  ended?: boolean;
}

/**
 * The grammar of a whole log. Gives every violation as a sentence; a good log gives none.
 * It knows nothing of `reduce`, `decide` and `follow`: what it says, it says by itself.
 */
export function checkGrammar(events: readonly Recorded[], options: Options = {}): string[] {
  const log = new LogReader();
  for (const event of events) log.read(event);
  if (options.ended) log.end();
  return log.violations;
}

type MessageStatus = "placed" | "waiting" | "withdrawn";

interface MessageFacts {
  status: MessageStatus;
  routed: boolean;
  /** The run that a waiting steering message is meant for. */
  steers: string | null;
  ratings: Map<string, "up" | "down" | null>;
}

interface RunFacts {
  parent: { runId: string; callId: string } | null;
  depth: number;
  started: boolean;
  paused: boolean;
  cancelled: boolean;
  finished: boolean;
  openTurn: string | null;
  attempts: number;
  /** The last turn failed and announced that it will be tried again. */
  retryAnnounced: boolean;
  openCalls: Set<string>;
  openChildren: Set<string>;
  /** Of a workflow's run: the steps that were entered and not left yet, and all of them. */
  flow: { open: Set<string>; visits: Set<string>; ended: boolean } | null;
  handedOff: boolean;
}

type CallStatus = "made" | "proposed" | "awaiting approval" | "approved" | "asked" | "answered" | "running" | "over";

interface CallFacts {
  runId: string;
  tool: string;
  status: CallStatus;
  effectId: string | null;
  attempt: number;
}

class LogReader {
  readonly violations: string[] = [];
  private seq = 0;
  private where = "";
  private session: "none" | "open" | "closed" = "none";
  private isFork = false;
  private readonly messages = new Map<string, MessageFacts>();
  private readonly waiting = new Set<string>();
  private readonly runs = new Map<string, RunFacts>();
  private readonly openRuns = new Set<string>();
  private readonly turns = new Set<string>();
  private readonly calls = new Map<string, CallFacts>();
  private readonly effects = new Set<string>();
  private readonly surfaces = new Set<string>();
  private readonly commands = new Set<string>();
  /** Calls that run and whose tool asked something that is not answered yet. */
  private readonly askedMeanwhile = new Set<string>();
  private lastCommand: string | undefined;

  read(event: Recorded): void {
    this.where = `seq ${event.seq} ${event.type}`;
    this.check(event.seq === this.seq + 1, `follows seq ${this.seq}; seqs count up by one, from 1`);
    this.seq = event.seq;
    this.readCommand(event.commandId);
    if (event.type !== "session.opened") this.check(this.session !== "none", "comes before session.opened");
    if (this.session === "closed") this.check(mayFollowClosing(event), "comes after the session was closed");
    this.readFact(event);
  }

  end(): void {
    this.where = "the end of the log";
    for (const id of this.openRuns) {
      this.violate(`leaves run ${id} open`);
      const run = this.runs.get(id) as RunFacts;
      if (run.openTurn) this.violate(`leaves turn ${run.openTurn} open`);
      for (const callId of run.openCalls) this.violate(`leaves call ${callId} ${this.calls.get(callId)?.status}`);
    }
    for (const id of this.waiting) this.violate(`leaves message ${id} waiting`);
  }

  private readFact(event: Recorded): void {
    switch (event.type) {
      case "session.opened":
        this.check(this.session === "none", "comes a second time");
        this.session = "open";
        this.isFork = event.forkOf !== undefined;
        return;
      case "session.changed":
        this.check(
          event.status !== "completed" && event.status !== "expired",
          "ends the session, which session.closed does",
        );
        if (event.status) this.session = "open";
        return;
      case "session.closed":
        this.check(this.waiting.size === 0, `leaves messages waiting: ${[...this.waiting].join(", ")}`);
        this.session = "closed";
        return;

      case "message.posted": {
        if (event.parentId !== null) this.checkPlaced(event.parentId, "follows");
        this.addMessage(event.message.id, event.whileRunning ? "waiting" : "placed", event.runId ?? null);
        if (event.runId) this.openRun(event.runId);
        this.check(event.whileRunning !== "reject", "was accepted although it asked to be rejected");
        return;
      }
      case "message.edited": {
        const original = this.message(event.messageId);
        if (!original) return;
        this.check(original.status !== "withdrawn", `edits ${event.messageId}, which was withdrawn`);
        // A message that still waits changes in place; its edit does not add another one.
        if (original.status === "placed") this.addMessage(event.message.id, "placed", null);
        return;
      }
      case "message.withdrawn":
        this.leaveQueue(event.messageId, "withdrawn");
        return;
      case "message.moved":
        this.check(event.before !== event.messageId, `moves ${event.messageId} before itself`);
        for (const id of event.before === undefined ? [event.messageId] : [event.messageId, event.before])
          this.check(this.message(id)?.status === "waiting", `moves in the queue ${id}, which is not in it`);
        return;
      case "message.delivered": {
        const message = this.leaveQueue(event.messageId, "placed");
        if (event.as === "steered") {
          this.check(event.runId !== undefined, "does not say which run it steers");
          if (event.runId) this.workingRun(event.runId);
          if (message)
            this.check(
              message.steers === event.runId,
              `reaches run ${event.runId} and was meant for ${message.steers}`,
            );
        } else if (message?.steers) {
          this.check(
            this.runs.get(message.steers)?.finished === true,
            `goes to the conversation while run ${message.steers}, for which it was meant, is open`,
          );
        }
        return;
      }
      case "message.routed": {
        const message = this.message(event.messageId);
        if (!message) return;
        this.check(message.status === "placed", `routes ${event.messageId}, which is ${message.status}`);
        this.check(!message.routed, `routes ${event.messageId} a second time`);
        message.routed = true;
        return;
      }

      case "message.rerouted": {
        const message = this.message(event.messageId);
        if (message)
          this.check(message.status === "placed", `gives away ${event.messageId}, which is ${message.status}`);
        return;
      }

      case "message.rated": {
        // What was said of a turn that was stopped is no message of an event's own.
        if (event.messageId.endsWith(":partial")) return;
        const message = this.message(event.messageId);
        if (!message) return;
        const before = message.ratings.get(event.by) ?? null;
        this.check(before === event.was, `rates ${event.messageId} instead of ${event.was}, which was ${before}`);
        message.ratings.set(event.by, event.rating);
        return;
      }

      case "run.queued":
        this.queueRun(event);
        return;
      case "run.started": {
        const run = this.openRun(event.runId);
        if (!run) return;
        this.check(!run.started, `starts run ${event.runId} a second time`);
        run.started = true;
        return;
      }
      case "run.paused": {
        const run = this.workingRun(event.runId);
        if (!run) return;
        this.check(!run.paused, `pauses run ${event.runId}, which is paused`);
        run.paused = true;
        return;
      }
      case "run.resumed": {
        const run = this.workingRun(event.runId);
        if (!run) return;
        this.check(run.paused, `resumes run ${event.runId}, which is not paused`);
        run.paused = false;
        return;
      }
      case "run.rerun":
        this.check(this.isFork, "does a run again in the session of the first time");
        this.workingRun(event.runId);
        return;
      case "run.allowed":
        this.workingRun(event.runId);
        return;
      case "run.cancelled": {
        const run = this.openRun(event.runId);
        if (!run) return;
        this.check(!run.cancelled, `cancels run ${event.runId} a second time`);
        run.cancelled = true;
        return;
      }
      case "run.finished":
        this.finishRun(event);
        return;

      case "turn.started": {
        this.check(!this.turns.has(event.turnId), `uses the id ${event.turnId} a second time`);
        this.turns.add(event.turnId);
        const run = this.openRun(event.runId);
        if (!run) return;
        this.check(run.openTurn === null, `begins while turn ${run.openTurn} is open`);
        this.check(run.openCalls.size === 0, `begins while calls are open: ${[...run.openCalls].join(", ")}`);
        // An announced retry belongs to a model call that was under way.
        if (!run.retryAnnounced)
          this.check(!run.paused && !run.cancelled, `begins although run ${event.runId} is paused or cancelled`);
        this.check(
          event.attempt === run.attempts + 1,
          `is attempt ${event.attempt} after ${run.attempts}; attempts count up by one until a turn is completed`,
        );
        run.attempts = event.attempt;
        run.openTurn = event.turnId;
        return;
      }
      case "turn.completed": {
        const run = this.endTurn(event.runId, event.turnId);
        this.addMessage(event.message.id, "placed", null);
        for (const call of event.calls) {
          this.check(!this.calls.has(call.callId), `uses the id ${call.callId} a second time`);
          this.calls.set(call.callId, {
            runId: event.runId,
            tool: call.tool,
            status: "made",
            effectId: null,
            attempt: 0,
          });
          run?.openCalls.add(call.callId);
        }
        if (run) run.attempts = 0;
        return;
      }
      case "turn.failed": {
        const run = this.endTurn(event.runId, event.turnId);
        if (run) run.retryAnnounced = event.willRetryInMs !== undefined;
        return;
      }

      case "tool.proposed": {
        // Asked anew, where the tool has changed since the person was asked.
        const again = event.approval ? (["awaiting approval", "approved"] as const) : [];
        const call = this.call(event.runId, event.callId, ["made", ...again]);
        if (!call) return;
        this.check(call.tool === event.tool, `names ${event.tool} where the turn named ${call.tool}`);
        call.status = event.approval ? "awaiting approval" : "proposed";
        return;
      }
      case "tool.approved":
        this.move(event.runId, event.callId, ["awaiting approval"], "approved");
        return;
      case "tool.denied":
        this.endCall(event.runId, event.callId, ["awaiting approval"]);
        return;
      case "tool.started":
        this.startCall(event);
        return;
      case "tool.progress":
        this.call(event.runId, event.callId, ["running"]);
        return;
      case "tool.finished":
        this.endCall(event.runId, event.callId, ["running", "answered"]);
        return;
      case "tool.failed":
        this.endCall(event.runId, event.callId, [
          // A fork may begin between a turn and the proposals of its calls.
          ...(this.isFork ? (["made"] as const) : []),
          "proposed",
          "awaiting approval",
          "approved",
          "asked",
          "answered",
          "running",
        ]);
        return;
      case "question.asked":
        if (event.during) this.askMeanwhile(event);
        else this.move(event.runId, event.callId, ["proposed"], "asked");
        return;
      case "question.answered":
        if (this.askedMeanwhile.delete(event.callId)) this.call(event.runId, event.callId, ["running"]);
        else this.move(event.runId, event.callId, ["asked"], "answered");
        return;

      case "workflow.advanced":
        this.advance(event);
        return;
      case "handoff.made": {
        const run = this.workingRun(event.runId);
        this.call(event.runId, event.callId, ["running"]);
        if (run) this.check(!run.handedOff, `gives the conversation of run ${event.runId} away a second time`);
        if (run) run.handedOff = true;
        return;
      }
      case "board.changed":
      case "todo.changed":
        if (event.runId) this.openRun(event.runId);
        return;
      case "context.compressed": {
        const run = this.workingRun(event.runId);
        if (run) this.check(run.openTurn === null, `compresses while turn ${run.openTurn} is open`);
        this.check(event.upTo < event.seq, "tells of what has not happened yet");
        return;
      }
      case "surface.shown":
        this.check(!this.surfaces.has(event.surfaceId), `uses the id ${event.surfaceId} a second time`);
        this.surfaces.add(event.surfaceId);
        this.check(
          (event.runId === undefined) === (event.callId === undefined),
          "names a run without a call, or a call without a run",
        );
        if (event.runId && event.callId) this.call(event.runId, event.callId, ["proposed", "approved", "running"]);
        return;
      case "surface.changed":
        this.checkSurface(event.surfaceId);
        if (event.runId) this.openRun(event.runId);
        return;
      case "surface.acted":
        this.checkSurface(event.surfaceId);
        return;
      default:
        unreachable(event);
    }
  }

  private checkSurface(id: string): void {
    this.check(this.surfaces.has(id), `speaks of surface ${id}, which nobody showed`);
  }

  /** The events of one command are one write: they stand together, and the command is never carried out again. */
  private readCommand(commandId: string | undefined): void {
    if (commandId !== undefined && commandId !== this.lastCommand) {
      this.check(!this.commands.has(commandId), `carries out command ${commandId} a second time`);
      this.commands.add(commandId);
    }
    this.lastCommand = commandId;
  }

  private addMessage(id: string, status: MessageStatus, steers: string | null): void {
    this.check(!this.messages.has(id), `uses the id ${id} a second time`);
    this.messages.set(id, { status, routed: false, steers, ratings: new Map() });
    if (status === "waiting") this.waiting.add(id);
  }

  private leaveQueue(id: string, status: "placed" | "withdrawn"): MessageFacts | undefined {
    const message = this.message(id);
    if (!message) return undefined;
    this.check(message.status === "waiting", `takes message ${id} out of the queue, but it is ${message.status}`);
    message.status = status;
    this.waiting.delete(id);
    return message;
  }

  private message(id: string): MessageFacts | undefined {
    const message = this.messages.get(id);
    if (!message) this.violate(`speaks of message ${id}, which nobody posted`);
    return message;
  }

  private checkPlaced(id: string, doing: string): void {
    // What a stopped turn left in the conversation is named after the turn.
    if (this.turns.has(id.replace(/:partial$/, ""))) return;
    this.check(this.messages.get(id)?.status === "placed", `${doing} ${id}, which is not in the conversation`);
  }

  private queueRun(event: EventOf<"run.queued">): void {
    this.check(!this.runs.has(event.runId), `uses the id ${event.runId} a second time`);
    if (event.replyTo) this.checkPlaced(event.replyTo, "answers");
    for (const other of event.dependsOn ?? [])
      this.check(this.runs.has(other), `depends on run ${other}, which nobody queued`);
    if (event.routes) this.checkPlaced(event.routes, "says who answers");
    if (event.after) {
      const before = this.runs.get(event.after);
      this.check(
        before?.finished === true && before.handedOff,
        `goes on after ${event.after}, which gave nothing away`,
      );
    }
    if (event.retryOf)
      this.check(this.runs.get(event.retryOf)?.finished === true, `retries run ${event.retryOf}, which has not ended`);
    if (event.parent) {
      const parent = this.openRun(event.parent.runId);
      this.call(event.parent.runId, event.parent.callId, ["running"]);
      this.check(event.depth === (parent?.depth ?? 0) + 1, "is not one level below its parent");
      parent?.openChildren.add(event.runId);
    } else if (!event.after) {
      this.check(event.depth === 0, "has a depth but no parent");
    }
    this.openRuns.add(event.runId);
    this.runs.set(event.runId, {
      parent: event.parent ?? null,
      depth: event.depth,
      started: false,
      paused: false,
      cancelled: false,
      finished: false,
      openTurn: null,
      attempts: 0,
      retryAnnounced: false,
      openCalls: new Set(),
      openChildren: new Set(),
      flow: event.conducts ? { open: new Set(), visits: new Set(), ended: false } : null,
      handedOff: false,
    });
  }

  private advance(event: EventOf<"workflow.advanced">): void {
    const run = this.workingRun(event.runId);
    if (!run) return;
    const { flow } = run;
    if (!flow) return this.violate(`takes steps in run ${event.runId}, which no workflow conducts`);
    this.check(!run.paused, `goes on although run ${event.runId} is paused`);
    this.check(!flow.ended, "goes on after its end");
    for (const { visit } of event.entered) {
      this.check(!flow.visits.has(visit), `enters ${visit} a second time`);
      flow.visits.add(visit);
      flow.open.add(visit);
    }
    for (const { visit } of event.left) this.check(flow.open.delete(visit), `leaves ${visit}, which is not open`);
    for (const { callId, tool, visit } of event.calls) {
      this.check(!this.calls.has(callId), `uses the id ${callId} a second time`);
      this.check(flow.open.has(visit), `calls for ${visit}, which is not open`);
      this.calls.set(callId, { runId: event.runId, tool, status: "made", effectId: null, attempt: 0 });
      run.openCalls.add(callId);
    }
    if (event.message) this.addMessage(event.message.id, "placed", null);
    if (event.ended) flow.ended = true;
  }

  private finishRun(event: EventOf<"run.finished">): void {
    const run = this.openRun(event.runId);
    if (!run) return;
    this.check(run.openTurn === null, `ends run ${event.runId} while turn ${run.openTurn} is open`);
    this.check(
      run.openCalls.size === 0,
      `ends run ${event.runId} while calls are open: ${[...run.openCalls].join(", ")}`,
    );
    this.check(
      run.openChildren.size === 0,
      `ends run ${event.runId} while children are open: ${[...run.openChildren].join(", ")}`,
    );
    this.check(
      (event.outcome === "cancelled") === run.cancelled,
      `says ${event.outcome} of a run that was ${run.cancelled ? "" : "not "}cancelled`,
    );
    this.check(
      (event.outcome === "failed") === (event.error !== undefined),
      "has an error exactly when the run failed",
    );
    this.check(
      (event.outcome === "limit") === (event.limit !== undefined),
      "names a limit exactly when one was reached",
    );
    run.finished = true;
    this.openRuns.delete(event.runId);
    if (run.parent) this.runs.get(run.parent.runId)?.openChildren.delete(event.runId);
  }

  private endTurn(runId: string, turnId: string): RunFacts | undefined {
    const run = this.openRun(runId);
    if (!run) return undefined;
    this.check(run.openTurn === turnId, `ends turn ${turnId} of run ${runId}, which is not open`);
    run.openTurn = null;
    run.retryAnnounced = false;
    return run;
  }

  private askMeanwhile({ runId, callId }: EventOf<"question.asked">): void {
    this.call(runId, callId, ["running"]);
    this.check(!this.askedMeanwhile.has(callId), `asks while a question of call ${callId} is open`);
    this.askedMeanwhile.add(callId);
  }

  private startCall(event: EventOf<"tool.started">): void {
    const call = this.call(event.runId, event.callId, ["proposed", "approved", "running"]);
    if (!call) return;
    const run = this.runs.get(event.runId);
    if (call.status === "running") {
      this.check(
        event.effectId === call.effectId,
        `changes the effect id of call ${event.callId}; it is the same for every attempt`,
      );
    } else {
      this.check(!this.effects.has(event.effectId), `uses the effect id ${event.effectId} a second time`);
      this.check(!run?.paused, `begins although run ${event.runId} is paused`);
    }
    this.check(!run?.cancelled, `begins although run ${event.runId} is cancelled`);
    this.check(
      event.attempt === call.attempt + 1,
      `is attempt ${event.attempt} after ${call.attempt}; attempts count up by one`,
    );
    this.askedMeanwhile.delete(event.callId);
    this.effects.add(event.effectId);
    Object.assign(call, {
      status: "running",
      effectId: event.effectId,
      attempt: event.attempt,
    } satisfies Partial<CallFacts>);
  }

  private move(runId: string, callId: string, from: readonly CallStatus[], to: CallStatus): void {
    const call = this.call(runId, callId, from);
    if (call) call.status = to;
  }

  private endCall(runId: string, callId: string, from: readonly CallStatus[]): void {
    this.move(runId, callId, from, "over");
    this.runs.get(runId)?.openCalls.delete(callId);
  }

  /** The call, which must be in one of these situations, in a run that is open. */
  private call(runId: string, callId: string, situations: readonly CallStatus[]): CallFacts | undefined {
    this.openRun(runId);
    const call = this.calls.get(callId);
    if (!call) {
      this.violate(`speaks of call ${callId}, which no turn made`);
      return undefined;
    }
    this.check(call.runId === runId, `gives call ${callId} to run ${runId}; it belongs to ${call.runId}`);
    this.check(situations.includes(call.status), `speaks of call ${callId}, which is ${call.status}`);
    return call;
  }

  private openRun(runId: string): RunFacts | undefined {
    const run = this.runs.get(runId);
    if (!run) this.violate(`speaks of run ${runId}, which nobody queued`);
    else this.check(!run.finished, `speaks of run ${runId}, which has ended`);
    return run;
  }

  /** An open run that nobody has cancelled. */
  private workingRun(runId: string): RunFacts | undefined {
    const run = this.openRun(runId);
    if (run) this.check(!run.cancelled, `speaks of run ${runId}, which is cancelled`);
    return run;
  }

  private check(holds: boolean, otherwise: string): void {
    if (!holds) this.violate(otherwise);
  }

  private violate(what: string): void {
    this.violations.push(`${this.where}: ${what}.`);
  }
}

/** A closed session gets the endings of its runs, and what a turn or a tool says while it ends. Its name may still change. */
function mayFollowClosing(event: Recorded): boolean {
  switch (event.type) {
    case "session.changed":
    case "run.cancelled":
    case "run.finished":
    case "turn.completed":
    case "turn.failed":
    case "tool.proposed":
    case "tool.progress":
    case "tool.finished":
    case "tool.failed":
      return true;
    case "turn.started":
      // The announced retry of a model call that was under way; it is told to stop.
      return event.attempt > 1;
    case "todo.changed":
    case "surface.shown":
    case "surface.changed":
      return event.runId !== undefined;
    case "run.queued":
      // A call that was under way may still delegate; its child is cancelled in the same breath.
      return event.parent !== undefined;
    default:
      return false;
  }
}
