import { expect } from "vitest";
import type { Agent } from "../../lib/core/agent.ts";
import type { Command } from "../../lib/core/commands.ts";
import { decide } from "../../lib/core/decide.ts";
import type { EventOf, EventType, Recorded, SessionEvent } from "../../lib/core/events.ts";
import { nextStep } from "../../lib/core/next-step.ts";
import { fold } from "../../lib/core/reduce.ts";
import { settle } from "../../lib/core/settle.ts";
import { findRun, nothingYet, openRuns, type Run, type SessionState } from "../../lib/core/state.ts";
import type { Given, World } from "../../lib/core/world.ts";
import { toConductor } from "../../lib/workflows/conductor.ts";
import { routeAsTold } from "../../lib/workflows/router/route.ts";
import { whoIsNext } from "../../lib/workflows/who-is-next.ts";
import { toWorkflow, type WorkflowDefinition, workflowDefinition } from "../../lib/workflows/workflow.ts";
import { opened, turnCompleted, turnFailed } from "../core/facts.ts";
import { checkGrammar } from "../core/log-grammar.ts";
import { agent, countingIds, judgeByName, now, testWorld } from "../core/test-world.ts";

/** What an agent says to its task: words, a failure, or calls of tools. */
export type Says = string | { fails: string } | { calls: { tool: string; arguments: unknown }[]; says?: string };
export type Script = (run: Run, play: Play) => Says | null;

const usualAgents = [
  "general",
  "helios",
  "ceres",
  "planner",
  "researcher",
  "writer",
  "critic",
  "interpreter",
  "router",
];

interface Setting {
  workflows: WorkflowDefinition[];
  agents?: Agent[];
  script?: Script;
  world?: Partial<World>;
}

const wordsOf = (run: Run) => `${run.agent} did: ${run.task.split("\n")[0]}`;

/** Something that fits a schema of the kind that workflows ask for. */
function anyThatFits(schema: Record<string, unknown>): unknown {
  const { properties = {} } = schema as { properties?: Record<string, Record<string, unknown>> };
  const value = (each: Record<string, unknown>): unknown => {
    if (Array.isArray(each.enum)) return each.enum[0];
    if (each.type === "boolean") return true;
    return each.type === "number" ? 1 : "because";
  };
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, value(each)]));
}

/** A session in which the agents say what the script lets them say, one step of one run at a time. */
export class Play {
  state: SessionState = nothingYet;
  readonly log: Recorded[] = [];
  private readonly world: World;
  private readonly script: Script;
  private readonly newId = countingIds();
  private commands = 0;

  constructor({ workflows, agents = usualAgents.map((name) => agent(name)), script, world }: Setting) {
    const conductors = workflows.map((each) => toConductor(toWorkflow(workflowDefinition.parse(each)), 1));
    const find = (name: string) => conductors.find((each) => each.workflow.name === name) ?? null;
    this.script = script ?? ((run) => (run.schema ? JSON.stringify(anyThatFits(run.schema)) : wordsOf(run)));
    this.world = testWorld({
      agents,
      judge: (who, call) =>
        call.tool === "ask_user" && "question" in (call.arguments as object)
          ? { verdict: "ask", ...(call.arguments as { question: string; choices?: string[] }) }
          : judgeByName(who, call),
      whoIsNext: (state, message) =>
        whoIsNext(state, message, find(state.workflow), (name) => agents.find((each) => each.name === name) ?? null),
      conductor: (name) => find(name)?.agent ?? null,
      conduct: (state, run) => find(run.agent)?.conduct(state, run) ?? null,
      routedBy: (state, message, run) => {
        const workflow = find(state.workflow)?.workflow;
        if (workflow?.kind !== "router") throw new Error("Only a router asks who is to answer.");
        return routeAsTold(workflow, state, message, run);
      },
      ...world,
    });
    this.record([{ ...opened(), workflow: workflows[0]?.name ?? "solo" } as SessionEvent]);
  }

  /** Posts the message and lets everybody work until nothing is left to do, or somebody waits for a person. */
  post(content: string): this {
    this.command({ type: "message.post", content });
    return this.work();
  }

  answer(answer: unknown): this {
    const call = this.calls().find(({ status }) => status === "awaiting-answer");
    if (!call) throw new Error("Nobody waits for an answer.");
    this.command({ type: "question.answer", callId: call.callId, answer });
    return this.work();
  }

  command(command: Command): void {
    this.commands++;
    const given = this.given("ada");
    this.record(decide(this.state, command, given), `command-${this.commands}`);
  }

  work(most = 2_000): this {
    for (let steps = 0; steps < most; steps++) {
      const run = openRuns(this.state).find((each) => nextStep(this.state, each.id, this.world).do === "call-model");
      if (!run) return this;
      if (!this.speak(run)) return this;
    }
    throw new Error("It does not come to an end.");
  }

  /** An answer of the form that is asked for. */
  fitting(schema: Record<string, unknown>): string {
    return JSON.stringify(anyThatFits(schema));
  }

  /** False where the script lets the agent wait. */
  speak(run: Run): boolean {
    const says = this.script(run, this);
    if (says === null) return false;
    const turnId = this.newId("turn");
    const attempt = run.turns.length - run.turns.findLastIndex((turn) => turn.status === "completed");
    this.record([
      ...(run.startedAt ? [] : [{ type: "run.started" as const, runId: run.id, worker: "worker" }]),
      { type: "turn.started", runId: run.id, turnId, attempt, model: "demo/demo", worker: "worker" },
    ]);
    if (typeof says === "object" && "fails" in says) {
      this.record([turnFailed(run.id, turnId, "server_error", { partial: "", ms: 10 })]);
      return true;
    }
    const text = typeof says === "string" ? says : (says.says ?? "");
    const calls = typeof says === "string" ? [] : says.calls.map((call) => ({ callId: this.newId("call"), ...call }));
    const message = { id: this.newId("message"), content: text, author: { kind: "agent" as const, id: run.agent } };
    const usage = { input: 100, cached: 0, output: 10, reasoning: 0 };
    this.record([turnCompleted(run.id, turnId, text, calls, { message, usage, cost: 0.01, ms: 10 })]);
    return true;
  }

  /** Who spoke in the conversation, in order. */
  get speakers(): string[] {
    return this.conversation.map(({ author }) => author.id);
  }

  get conversation() {
    return this.state.messages.filter((message) => {
      const run = message.runId === undefined ? undefined : findRun(this.state, message.runId);
      return !run || run.replyTo !== undefined;
    });
  }

  /** The steps that were entered, in order. */
  get steps(): string[] {
    return this.facts("workflow.advanced").flatMap(({ entered }) => entered.map(({ node }) => node));
  }

  facts<T extends EventType>(type: T): Recorded<EventOf<T>>[] {
    return this.log.filter((event): event is Recorded<EventOf<T>> => event.type === type);
  }

  calls() {
    return this.state.runs.flatMap((run) => run.calls);
  }

  get conducted(): Run {
    const run = this.state.runs.find((each) => each.flow);
    if (!run) throw new Error("No workflow conducts anything.");
    return run;
  }

  runsOf(name: string): Run[] {
    return this.state.runs.filter((run) => run.agent === name);
  }

  /** The grammar holds, the log tells the whole state, and nothing is left open. */
  end(): this {
    expect(checkGrammar(this.log, { ended: true })).toEqual([]);
    expect(fold(this.log)).toEqual(this.state);
    return this;
  }

  record(events: readonly SessionEvent[], commandId?: string): void {
    const settled = settle(this.state, events, this.given("worker"), commandId);
    this.state = settled.state;
    this.log.push(...settled.events);
  }

  private given(by: string): Given {
    return { at: now, by, newId: this.newId, world: this.world };
  }
}
