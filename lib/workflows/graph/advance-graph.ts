import type { AgentLimits } from "../../core/agent.ts";
import { unreachable } from "../../core/errors.ts";
import { type Call, closedCalls, type Run, type Visit } from "../../core/state.ts";
import type { Advance } from "../../core/world.ts";
import { shortened } from "../../text/shortened.ts";
import { evaluate } from "../expression.ts";
import { asText, fillTemplate, fillValues } from "../template.ts";
import { enterWhatIsDue } from "./arrivals.ts";
import type { GraphNode, NodeOf } from "./graph.ts";
import { manner } from "./manner.ts";
import { advanceMap } from "./map-items.ts";
import { merged } from "./merge.ts";
import type { Plan, PlannedEdge } from "./plan.ts";
import { arrivals, readable, scopeOf } from "./scope.ts";
import { Walk } from "./walk.ts";

/** How much is thought further in one breath: a circle without anything to wait for ends at the run's limit. */
const mostChanges = 200;

/** The last words of whoever did it stand at its call; what became of the whole is a sentence. */
const longestWhy = 300;

/** What a graph does next: leaves what is over, enters what is due, asks who is to do it. Null while it has to wait. */
export function advanceGraph(plan: Plan, run: Run, limits: AgentLimits): Advance | null {
  const walk = new Walk(plan, run, limits);
  const input = run.task;
  for (let changes = 0; changes < mostChanges && !walk.advance.ended; changes++) {
    const entered = enterWhatIsDue(walk);
    const moved = walk.openVisits.some((visit) => !walk.advance.ended && advanceVisit(walk, visit, input));
    if (!entered && !moved) break;
  }
  if (!walk.advance.ended && !walk.isFull && walk.openVisits.length === 0) end(walk);
  return walk.hasChanged ? walk.advance : null;
}

function end(walk: Walk): void {
  const ends = walk.visits.filter((visit) => visit.status === "done" && walk.node(visit).kind === "end");
  const last = ends.length > 0 ? ends : walk.visits.filter((visit) => visit.status === "done").slice(-1);
  const outputs = last.map(({ output }) => output);
  const output = outputs.length === 1 ? outputs[0] : outputs.map(asText).join("\n\n");
  walk.advance.ended = { outcome: "done", ...(output !== undefined && { output }) };
}

/** True where something came of it. */
function advanceVisit(walk: Walk, visit: Visit, input: string): boolean {
  const node = walk.node(visit);
  switch (node.kind) {
    case "start":
      return pass(walk, visit, input, input);
    case "merge":
      return pass(
        walk,
        visit,
        input,
        merged(
          node.rule,
          arrivals(walk, visit).map(({ output }) => output),
        ),
      );
    case "branch":
      return pass(walk, visit, input, arrivals(walk, visit)[0]?.output);
    case "loop":
      return advanceLoop(walk, visit, node, input);
    case "end":
      return advanceEnd(walk, visit, node, input);
    case "map":
      return advanceMap(walk, visit, node, input, {
        done: (output) => pass(walk, visit, input, output),
        failed: (why) => fail(walk, visit, why),
      });
    case "agent":
    case "workflow":
    case "router":
    case "function":
    case "person":
      return advanceCalling(walk, visit, node, input);
    default:
      return unreachable(node);
  }
}

type Calling = NodeOf<"agent"> | NodeOf<"workflow"> | NodeOf<"router"> | NodeOf<"function"> | NodeOf<"person">;

function advanceCalling(walk: Walk, visit: Visit, node: Calling, input: string): boolean {
  if (walk.hasNewCalls(visit)) return false;
  const calls = walk.callsOf(visit);
  const last = calls.at(-1);
  if (!last) return ask(walk, visit, node, input, "agent" in node ? node.agent : null);
  if (!closedCalls.has(last.status)) return false;
  if (last.status === "finished") {
    const output = outputOf(last);
    if (node.kind !== "router") return pass(walk, visit, input, output);
    const { choice } = (readable(output) ?? {}) as { choice?: unknown };
    const way = walk.plan.outOf.get(node.id)?.find(({ label }) => label === choice);
    if (!way) return fail(walk, visit, `${node.agent} named no way that leads on: ${asText(output).slice(0, 200)}`);
    walk.leave(visit, "done", [way], { output: choice });
    return true;
  }
  // What a person stopped is not begun again.
  const wasStopped = last.error?.code === "child_cancelled";
  const retries = "retries" in node && !wasStopped ? (node.retries ?? 0) : 0;
  if (last.status === "failed" && retries > 0 && calls.length <= retries) {
    const agent = "agent" in node ? node.agent : null;
    return ask(walk, visit, node, input, agent);
  }
  const fallback = node.kind === "agent" && !wasStopped ? node.fallback : undefined;
  if (fallback && last.status === "failed" && calls.length === retries + 1)
    return ask(walk, visit, node, input, fallback);
  return fail(walk, visit, last.error?.message ?? `The step ${node.id} did not work.`);
}

function ask(walk: Walk, visit: Visit, node: Calling, input: string, agent: string | null): boolean {
  const scope = scopeOf(walk, input, visit);
  switch (node.kind) {
    case "agent": {
      const task = taskOf(walk, visit, input, node.task, scope);
      if (!task.ok) return fail(walk, visit, task.why);
      return walk.ask(visit, { agent: agent as string, task: task.text, ...manner(node, true) });
    }
    case "workflow": {
      const task = taskOf(walk, visit, input, node.task, scope);
      if (!task.ok) return fail(walk, visit, task.why);
      const { limits } = node;
      return walk.ask(visit, { workflow: node.workflow, task: task.text, speaks: true, ...(limits && { limits }) });
    }
    case "router": {
      const about = taskOf(walk, visit, input, node.question, scope);
      if (!about.ok) return fail(walk, visit, about.why);
      const options = node.options.map(({ label, description }) => `- ${label}: ${description}`).join("\n");
      const task = `Choose the way that fits, and say why in one sentence.\n\n${options}\n\nThis is what it is about:\n\n${about.text}`;
      const choice = { type: "string", enum: node.options.map(({ label }) => label) };
      const properties = { choice, reason: { type: "string" } };
      const schema = { type: "object", properties, required: ["choice"], additionalProperties: false };
      return walk.ask(visit, { agent: node.agent, task, schema });
    }
    case "function": {
      const args = fillValues(node.arguments ?? {}, scope);
      if (!args.ok) return fail(walk, visit, args.why);
      walk.call(visit, node.function, args.value);
      return true;
    }
    case "person": {
      const question = fillTemplate(node.question, scope);
      if (!question.ok) return fail(walk, visit, question.why);
      const { choices, schema } = node;
      const more = { ...(choices && { choices }), ...(schema && { schema }) };
      walk.call(visit, "ask_user", { question: asText(question.value), ...more });
      return true;
    }
    default:
      return unreachable(node);
  }
}

type Told = { ok: true; text: string } | { ok: false; why: string };

/** Without a template, what the step before said, and for the first one what it all began with. */
function taskOf(
  walk: Walk,
  visit: Visit,
  input: string,
  template: string | undefined,
  scope: Record<string, unknown>,
): Told {
  if (template !== undefined) {
    const filled = fillTemplate(template, scope);
    return filled.ok ? { ok: true, text: asText(filled.value) || input } : filled;
  }
  const before = arrivals(walk, visit)
    .map(({ output }) => asText(output))
    .filter(Boolean);
  return { ok: true, text: before.length > 0 ? before.join("\n\n") : input };
}

function outputOf(call: Call): unknown {
  const isAgents = call.details !== null && typeof call.details === "object" && "runId" in call.details;
  return isAgents || call.details === undefined ? (call.content ?? "") : call.details;
}

function advanceLoop(walk: Walk, visit: Visit, node: NodeOf<"loop">, input: string): boolean {
  const ways = walk.plan.outOf.get(node.id) ?? [];
  const again = ways.find(({ label }) => label === "again");
  const done = ways.find(({ label }) => label === "done");
  const output = arrivals(walk, visit)[0]?.output;
  const left = walk.visitsOf(node.id).filter((each) => each.status !== "open");
  const since = left.length - 1 - left.findLastIndex(({ took }) => done !== undefined && took.includes(done.id));
  let goesOn = since < node.max;
  if (goesOn && node.while !== undefined) {
    const held = evaluate(node.while, scopeOf(walk, input, visit, { round: since }));
    if (!held.ok) return fail(walk, visit, held.why);
    goesOn = held.value === true;
  }
  const way = goesOn ? again : done;
  walk.leave(visit, "done", way ? [way] : [], output === undefined ? {} : { output });
  return true;
}

function advanceEnd(walk: Walk, visit: Visit, node: NodeOf<"end">, input: string): boolean {
  const before = arrivals(walk, visit).map(({ output }) => output);
  let output: unknown = before.length > 1 ? before.map(asText).join("\n\n") : before[0];
  if (node.output !== undefined) {
    const filled = fillValues(node.output, scopeOf(walk, input, visit));
    if (!filled.ok) return fail(walk, visit, filled.why);
    output = filled.value;
  }
  walk.leave(visit, "done", [], output === undefined ? {} : { output });
  if (node.says && output !== undefined) walk.advance.says = asText(output);
  return true;
}

/** Leaves by every way whose condition holds; a branch by the first one alone, or by the one without a condition. */
function pass(walk: Walk, visit: Visit, input: string, output: unknown): boolean {
  const node = walk.node(visit);
  const ways = (walk.plan.outOf.get(node.id) ?? []).filter(({ on }) => on !== "error");
  const closed: Visit = { ...visit, status: "done", output };
  const held: PlannedEdge[] = [];
  for (const way of ways) {
    if (way.when === undefined) continue;
    const result = evaluate(way.when, scopeOf(walk, input, closed));
    if (!result.ok) return fail(walk, visit, result.why);
    if (result.value === true) held.push(way);
  }
  const free = ways.filter(({ when }) => when === undefined);
  const took = node.kind === "branch" ? (held[0] ? [held[0]] : free.slice(0, 1)) : [...held, ...free];
  walk.leave(visit, "done", took, output === undefined ? {} : { output });
  return true;
}

/** Goes the way that is meant for failures; where there is none, the whole has failed. */
function fail(walk: Walk, visit: Visit, why: string): boolean {
  const ways = (walk.plan.outOf.get(visit.node) ?? []).filter(({ on }) => on === "error");
  walk.leave(visit, "failed", ways, { output: why, reason: why });
  if (ways.length === 0) {
    const message = `The step ${titleOf(walk.node(visit))} did not work: ${shortened(why, longestWhy)}`;
    walk.advance.ended = { outcome: "failed", error: { code: "step_failed", message } };
  }
  return true;
}

function titleOf(node: GraphNode): string {
  return node.title ?? node.id;
}
