import type { Command } from "../../lib/core/commands.ts";
import { contextFor } from "../../lib/core/context.ts";
import { decide } from "../../lib/core/decide.ts";
import { isAppError } from "../../lib/core/errors.ts";
import type { Recorded, SessionEvent } from "../../lib/core/events.ts";
import { nextStep } from "../../lib/core/next-step.ts";
import { settle } from "../../lib/core/settle.ts";
import {
  type Call,
  findCall,
  findRun,
  nothingYet,
  openCalls,
  openRuns,
  openTurn,
  type Run,
  type SessionState,
  waitingMessages,
} from "../../lib/core/state.ts";
import type { Given } from "../../lib/core/world.ts";
import { opened, turnCompleted, turnFailed } from "./facts.ts";
import { randomWorld as world } from "./random-world.ts";
import { countingIds, now, someSurface } from "./test-world.ts";

/** What happens next, and dice for everything about it that is left open. */
export interface Happening {
  what: (typeof commands)[number] | (typeof labour)[number] | "crash" | "repeat";
  dice: number[];
}

const commands = [
  "post",
  "edit",
  "withdraw",
  "move",
  "regenerate",
  "cancel",
  "pause",
  "resume",
  "steer",
  "retry",
  "allow",
  "task",
  "answer",
  "approve",
  "deny",
  "todo",
  "reroute",
  "rate",
  "board",
  "act",
  "change",
  "close",
] as const;
const labour = ["work", "turn ends", "tool ends"] as const;

/** Workers are busier than people. */
export const happenings = [
  ...commands,
  "move",
  "post",
  "post",
  "resume",
  "answer",
  "approve",
  "approve",
  "act",
  "act",
  "crash",
  "repeat",
  ...Array.from({ length: 12 }, () => labour).flat(),
] as const;

interface ModelCallInFlight {
  runId: string;
  turnId: string;
}

interface ToolCallInFlight {
  runId: string;
  callId: string;
  attempt: number;
}

/**
 * A session to which anything happens that may: any command, and workers that are quick, late, doubled or dead. Like
 * the real ones, they record a result only while their turn or call is still the open one.
 */
export class RandomSession {
  state: SessionState = nothingYet;
  readonly log: Recorded[] = [];
  private readonly newId = countingIds();
  private readonly turns: ModelCallInFlight[] = [];
  private readonly tools: ToolCallInFlight[] = [];
  private commands = 0;
  private dice: number[] = [];

  constructor() {
    this.record([opened()]);
  }

  happen({ what, dice }: Happening): void {
    this.dice = [...dice];
    switch (what) {
      case "work": {
        const run = this.pick(openRuns(this.state));
        return run ? this.work(run) : this.command({ type: "message.post", content: "Hello" });
      }
      case "turn ends":
        return this.endTurn(this.take(this.turns));
      case "tool ends":
        return this.endTool(this.take(this.tools));
      case "crash":
        return this.crash(this.pick(openRuns(this.state)));
      case "repeat":
        return this.record([]);
      default: {
        const command = this.commandFor(what);
        if (command) this.command(command);
      }
    }
  }

  /** Lets everybody do their duty until nothing is open. Throws where something waits that nobody can help. */
  driveToEnd(): void {
    if (this.state.status === "paused") this.command({ type: "session.change", status: "active" });
    for (let rounds = 0; openRuns(this.state).length > 0 || waitingMessages(this.state).length > 0; rounds++) {
      const before = this.state.head;
      for (const run of openRuns(this.state)) this.help(run.id);
      if (this.state.head === before) throw new Error(`Nobody can help: ${JSON.stringify(this.openThings())}`);
      if (rounds > 500) throw new Error(`It never ends: ${JSON.stringify(this.openThings())}`);
    }
  }

  private help(runId: string): void {
    const run = findRun(this.state, runId);
    if (!run || run.finished) return;
    this.dice = [];
    const turn = openTurn(run);
    if (turn) return this.record([turnCompleted(runId, turn.id, "That is all.", [], this.words(run))]);
    for (const call of openCalls(run)) {
      const { callId } = call;
      if (call.status === "running" && !hasChild(this.state, call))
        this.endTool({ runId, callId, attempt: call.attempt ?? 1 });
      if (run.cancelled) continue;
      if (call.status === "awaiting-approval") this.command({ type: "tool.approve", callId });
      if (call.status === "awaiting-answer") this.command({ type: "question.answer", callId, answer: "red" });
    }
    if (run.paused && !run.cancelled) this.command({ type: "run.resume", runId });
    this.work(findRun(this.state, runId));
  }

  private work(run: Run | undefined): void {
    if (!run) return;
    const runId = run.id;
    const step = nextStep(this.state, runId, world);
    switch (step.do) {
      case "call-model": {
        contextFor(this.state, step.run, step.agent);
        const turnId = this.newId("turn");
        this.turns.push({ runId, turnId });
        const steering = waitingMessages(this.state).filter(
          (message) => message.whileRunning === "steer" && message.runId === runId,
        );
        return this.record([
          ...(run.startedAt ? [] : [{ type: "run.started" as const, runId, worker: "worker" }]),
          ...steering.map((message) => ({
            type: "message.delivered" as const,
            messageId: message.id,
            runId,
            as: "steered" as const,
          })),
          this.turnStarted(run, turnId),
        ]);
      }
      case "use-tools":
        return this.record(
          step.calls.map(({ callId }) => {
            this.tools.push({ runId, callId, attempt: 1 });
            return {
              type: "tool.started",
              runId,
              callId,
              effectId: this.newId("effect"),
              attempt: 1,
              worker: "worker",
            };
          }),
        );
      case "compress":
        return this.record([
          { type: "context.compressed", runId, upTo: step.upTo, summary: "They spoke.", dropped: 1 },
        ]);
      case "pause":
      case "finish":
        throw new Error(`${runId} was left to ${step.do}, which settling does.`);
      case "wait":
      case "rest":
        return;
    }
  }

  private endTurn(inFlight: ModelCallInFlight | undefined): void {
    const run = inFlight && findRun(this.state, inFlight.runId);
    if (!run || openTurn(run)?.id !== inFlight.turnId) return;
    const { runId, turnId } = inFlight;
    const roll = this.roll(10);
    if (run.cancelled && roll < 8)
      return this.record([turnFailed(runId, turnId, "cancelled", { partial: roll < 4 ? "Once upon" : "", ms: 5 })]);
    if (roll === 0)
      return this.record([
        turnFailed(runId, turnId, this.one(["server_error", "limit_seconds", "handed_over"]), {
          partial: "Once upon a time",
        }),
      ]);
    if (roll === 1) {
      const nextTurn = this.newId("turn");
      this.turns.push({ runId, turnId: nextTurn });
      return this.record([
        turnFailed(runId, turnId, "overloaded", { willRetryInMs: 10 }),
        this.turnStarted(run, nextTurn, 1),
      ]);
    }
    const calls = Array.from({ length: roll < 7 ? this.roll(4) : 0 }, () => this.someCall());
    this.record([turnCompleted(runId, turnId, calls.length > 0 ? "" : "So it is.", calls, this.words(run))]);
  }

  private endTool(inFlight: ToolCallInFlight | undefined): void {
    if (!inFlight) return;
    const found = findCall(this.state, inFlight.callId);
    if (found?.call.status !== "running" || found.call.attempt !== inFlight.attempt) return;
    const { runId, callId } = inFlight;
    const roll = this.roll(8);
    if (found.call.tool === "delegate" && roll < 6) {
      if (hasChild(this.state, found.call)) return;
      const { depth } = found.run;
      return this.record([
        {
          type: "run.queued",
          runId: this.newId("run"),
          agent: "helios",
          agentVersion: 1,
          task: "A part of it",
          depth: depth + 1,
          priority: "normal",
          parent: { runId, callId },
        },
      ]);
    }
    if (roll === 1) return this.record([{ type: "tool.progress", runId, callId, value: 50 }]);
    if (roll === 2)
      return this.record([
        { type: "tool.failed", runId, callId, error: { code: "timeout", message: "It took too long." }, ms: 5 },
      ]);
    const todo: SessionEvent = { type: "todo.changed", items: [], by: { kind: "agent", id: "general" }, runId, callId };
    const surfaceId = this.state.surfaces.some(({ id }) => id === callId) ? null : callId;
    const shown: SessionEvent = { type: "surface.shown", surfaceId: callId, surface: someSurface, runId, callId };
    const known = this.pick(this.state.surfaces)?.id;
    const path = this.one(["/title", "/nodes/form/title", "/data/n"]);
    const changed: SessionEvent = {
      type: "surface.changed",
      surfaceId: known ?? callId,
      patch: [this.roll(3) === 0 ? { op: "remove", path } : { op: "add", path, value: "Another" }],
      by: { kind: "agent", id: "general" },
      runId,
      callId,
    };
    this.record([
      ...(roll === 3 ? [todo] : []),
      ...(roll > 4 && surfaceId ? [shown] : []),
      ...(roll === 4 && known ? [changed] : []),
      { type: "tool.finished", runId, callId, content: "one", ms: 5 },
    ]);
  }

  /** Half of the time the same one, so that agents go in circles. */
  private someCall() {
    const callId = this.newId("call");
    if (this.roll(2) === 0) return { callId, tool: "echo", arguments: { n: 0 } };
    const tool = this.one([
      "echo",
      "danger",
      "ask_user",
      "forbidden",
      "delegate",
      "pass_on",
      "pass_on",
      "pass_on_to_nobody",
      "hand_off",
      "route_to",
      "ask_with_form",
    ]);
    return { callId, tool, arguments: { n: this.roll(3) } };
  }

  /** The process died; another one takes the run over. */
  private crash(run: Run | undefined): void {
    if (!run) return;
    const turn = openTurn(run);
    const calls = openCalls(run).filter((call) => call.status === "running" && !hasChild(this.state, call));
    this.record([
      ...(turn ? [turnFailed(run.id, turn.id, "interrupted", { partial: "Once" })] : []),
      ...calls.map((call): SessionEvent => {
        const { callId, effectId } = call;
        const attempt = (call.attempt ?? 1) + 1;
        if (run.cancelled || attempt > 3 || this.roll(2) === 0) {
          return {
            type: "tool.failed",
            runId: run.id,
            callId,
            error: { code: "interrupted", message: "Nobody knows." },
            ms: 0,
          };
        }
        this.tools.push({ runId: run.id, callId, attempt });
        return { type: "tool.started", runId: run.id, callId, effectId: effectId ?? "", attempt, worker: "another" };
      }),
    ]);
  }

  private commandFor(what: Happening["what"]): Command | null {
    const messageId = this.pick(this.state.messages)?.id ?? "nothing";
    const runId = this.pick(this.state.runs)?.id ?? "nothing";
    const callId = this.pick(this.state.runs.flatMap((run) => openCalls(run)))?.callId ?? "nothing";
    const content = this.one(["Hello", "And then?", "crew", "nobody", "who?", "crew", "x".repeat(100)]);
    switch (what) {
      case "post":
        return {
          type: "message.post",
          content,
          ...this.maybe({ whileRunning: this.one(["queue", "steer", "interrupt", "reject"] as const) }),
          ...this.maybe({ to: this.one(["helios", ["ceres", "general"], "nobody"]) }, 4),
          ...this.maybe({ parentId: this.one([messageId, null]) }, 4),
        };
      case "edit":
        return { type: "message.edit", messageId, content };
      case "withdraw":
        return { type: "message.withdraw", messageId };
      case "move": {
        const waiting = waitingMessages(this.state);
        const moved = this.pick(waiting)?.id ?? messageId;
        return {
          type: "message.move",
          messageId: moved,
          ...this.maybe({ before: this.pick(waiting)?.id ?? "nothing" }),
        };
      }
      case "regenerate":
        return { type: "turn.regenerate", messageId };
      case "cancel":
        return { type: "run.cancel", runId };
      case "pause":
        return { type: "run.pause", runId };
      case "resume":
        return { type: "run.resume", runId };
      case "steer":
        return { type: "run.steer", runId, content };
      case "retry":
        return { type: "run.retry", runId };
      case "allow":
        return { type: "run.allow", runId, more: { turns: 1 } };
      case "task":
        return {
          type: "task.create",
          task: content,
          ...this.maybe({ dependsOn: [runId] }),
          ...this.maybe({ limits: { turns: 1 } }),
        };
      case "answer":
        return { type: "question.answer", callId, answer: "red" };
      case "approve":
        return { type: "tool.approve", callId, ...this.maybe({ arguments: { n: 9 } }) };
      case "deny":
        return { type: "tool.deny", callId, reason: "rather not" };
      case "todo":
        return { type: "todo.change", items: [{ id: "a", title: "First", status: "pending" }] };
      case "reroute":
        return { type: "message.reroute", messageId, to: "ceres", ...this.maybe({ keepAsRule: true }) };
      case "rate":
        return {
          type: "message.rate",
          messageId,
          rating: this.one(["up", "down", null]),
          ...this.maybe({ reasons: ["wrong"] }),
        };
      case "board":
        return {
          type: "board.change",
          key: "plan",
          entry: this.roll(3) === 0 ? null : { kind: "plan", value: ["one", "two"] },
        };
      case "act":
        return {
          type: "surface.act",
          surfaceId: this.pick(this.state.surfaces)?.id ?? "nothing",
          nodeId: "form",
          action: this.one(["tell", "change", "plan", "stop", "tell", "unknown"]),
          ...this.maybe({ parameters: { n: this.roll(3) } }),
        };
      case "change":
        return {
          type: "session.change",
          status: this.roll(20) === 0 ? "completed" : this.one(["active", "active", "paused"]),
          ...this.maybe({ title: "Another" }),
        };
      case "close":
        return this.roll(20) === 0 ? { type: "session.close" } : null;
      default:
        return null;
    }
  }

  private command(command: Command): void {
    this.commands++;
    const given = this.given("ada");
    let events: SessionEvent[];
    try {
      events = decide(this.state, command, given);
    } catch (error) {
      if (isAppError(error)) return;
      throw error;
    }
    this.record(events, `command-${this.commands}`);
  }

  private record(events: readonly SessionEvent[], commandId?: string): void {
    const settled = settle(this.state, events, this.given("worker"), commandId);
    this.state = settled.state;
    this.log.push(...settled.events);
  }

  private given(by: string): Given {
    return { at: now, by, newId: this.newId, world };
  }

  private turnStarted(run: Run, turnId: string, more = 0): SessionEvent {
    const lastWhole = run.turns.findLastIndex((turn) => turn.status === "completed");
    const attempt = run.turns.length - lastWhole + more - (openTurn(run) ? 1 : 0);
    return { type: "turn.started", runId: run.id, turnId, attempt, model: "demo/demo", worker: "worker" };
  }

  private words(run: Run) {
    const message = {
      id: this.newId("message"),
      content: "So it is.",
      author: { kind: "agent" as const, id: run.agent },
    };
    return { message, usage: { input: 100, cached: 0, output: 10, reasoning: 0 }, cost: 0.01 };
  }

  private openThings(): unknown {
    return {
      status: this.state.status,
      runs: openRuns(this.state).map((run) => ({
        id: run.id,
        step: nextStep(this.state, run.id, world).do,
        calls: openCalls(run),
        paused: run.paused,
      })),
      waiting: waitingMessages(this.state),
    };
  }

  private roll(sides: number): number {
    return (this.dice.shift() ?? sides - 1) % sides;
  }

  private one<T>(of: readonly T[]): T {
    return of[this.roll(of.length)] as T;
  }

  /** Newer things more often than old ones. */
  private pick<T>(of: readonly T[]): T | undefined {
    return of[Math.max(of.length - 1 - this.roll(5), 0)];
  }

  /** One of the workers' results; now and then it comes a second time. */
  private take<T>(inFlight: T[]): T | undefined {
    const index = inFlight.length === 0 ? -1 : this.roll(inFlight.length);
    return this.roll(6) === 0 ? inFlight[index] : inFlight.splice(index, 1)[0];
  }

  private maybe<T extends object>(fields: T, oneIn = 2): T | Record<never, never> {
    return this.roll(oneIn) === 0 ? fields : {};
  }
}

function hasChild(state: SessionState, call: Call): boolean {
  return state.runs.some((run) => run.parent?.callId === call.callId);
}
