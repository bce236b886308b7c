import type { Run } from "../../core/state.ts";
import type { Advance, Delegation } from "../../core/world.ts";
import { readable } from "../graph/scope.ts";
import { endWith, failWith, goOn, type Step, saidIn, stepsSoFar, whyFailed } from "../visits.ts";
import type { WorkflowOf } from "../workflow.ts";
import { briefFor, type CrewTask, contextOf } from "./brief.ts";

type Crew = WorkflowOf<"crew">;

const usualReturns = 2;

/** A manager gives each task to a member, accepts what comes back or returns it, and says the result in the end. */
export function conductManagedCrew(crew: Crew, run: Run): Advance | null {
  const steps = stepsSoFar(run);
  if (!steps) return null;
  const manager = crew.manager as string;
  const last = steps.at(-1);
  if (last?.visit.node === "_closing") return endWith(steps, saidIn(last) || acceptedResults(crew, steps));

  const task = crew.tasks.find((each) => !isAccepted(crew, each, steps));
  if (!task) {
    const results = `${acceptedResults(crew, steps)}\n\nWhat it is all for:\n${run.task}`;
    const say = `All tasks are done. Give the person the result, whole and in order.\n\n${results}`;
    return goOn(steps, {
      node: "_closing",
      reason: "all tasks are done",
      ask: { agent: manager, task: say, sees: "task", speaks: true },
    });
  }
  const done = steps.filter(({ visit }) => visit.node === task.id);
  const failed = whyFailed(done.at(-1));
  // What a person stopped is not begun again.
  const wasStopped = done.at(-1)?.call?.error?.code === "child_cancelled";
  if (failed && (wasStopped || done.length > (task.retries ?? 1)))
    return failWith(steps, `The task ${task.id} did not work: ${failed}`);

  const lastOfTask = steps.findLast(({ visit }) => nodesOf(task).includes(visit.node));
  if (lastOfTask?.visit.node === task.id && !failed) return goOn(steps, review(crew, manager, task, lastOfTask));

  const agent = agentFor(crew, task, steps, done.at(-1));
  if (!agent) return goOn(steps, assign(crew, manager, task));
  const returned = lastOfTask?.visit.node === `_review_${task.id}` ? feedbackIn(lastOfTask) : null;
  return goOn(steps, work(crew, run, task, agent, steps, returned));
}

function nodesOf(task: CrewTask): string[] {
  return [task.id, `_assign_${task.id}`, `_review_${task.id}`];
}

function assign(crew: Crew, manager: string, task: CrewTask) {
  const members = crew.members.map(({ agent, role, goal }) => `- ${agent}: ${[role, goal].filter(Boolean).join(". ")}`);
  const text = `Say which member of the crew should do this task.\n\n${members.join("\n")}\n\nThe task: ${task.description}`;
  const properties = { agent: { type: "string", enum: crew.members.map(({ agent }) => agent) } };
  const schema = { type: "object", properties, required: ["agent"], additionalProperties: false };
  const ask: Delegation = { agent: manager, task: text, schema };
  return { node: `_assign_${task.id}`, reason: `${manager} gives out "${task.id}"`, ask };
}

function work(crew: Crew, run: Run, task: CrewTask, agent: string, steps: readonly Step[], returned: string | null) {
  const results = contextOf(crew, task).map((id) => `The result of "${id}":\n${resultOf(id, steps)}`);
  const again = returned
    ? [
        `Your result before:\n${resultOf(task.id, steps)}`,
        `It was returned: ${returned}\n\nDo it again with that in mind.`,
      ]
    : [];
  const text = [briefFor(crew, agent, task), `What it is all for:\n${run.task}`, ...results, ...again].join("\n\n");
  const { schema, limits } = task;
  const ask: Delegation = {
    agent,
    task: text,
    sees: "task",
    speaks: true,
    ...(schema && { schema }),
    ...(limits && { limits }),
  };
  return { node: task.id, reason: returned ? `it was returned: ${returned}` : `${agent} has the task`, ask };
}

function review(_crew: Crew, manager: string, task: CrewTask, step: Step) {
  const text = [
    "Say whether this result can be accepted. If not, say what is missing, in one or two sentences to whoever did it.",
    `The task: ${task.description}`,
    ...(task.expected ? [`What was expected: ${task.expected}`] : []),
    `The result:\n${saidIn(step)}`,
  ].join("\n\n");
  const properties = { accept: { type: "boolean" }, feedback: { type: "string" } };
  const schema = { type: "object", properties, required: ["accept"], additionalProperties: false };
  const ask: Delegation = { agent: manager, task: text, schema };
  return { node: `_review_${task.id}`, reason: `${manager} looks at the result`, ask };
}

function isAccepted(crew: Crew, task: CrewTask, steps: readonly Step[]): boolean {
  const reviews = steps.filter(({ visit }) => visit.node === `_review_${task.id}`);
  const last = reviews.at(-1);
  if (!last) return false;
  // A manager that cannot judge must not hold up the crew.
  return whyFailed(last) !== null || feedbackIn(last) === null || reviews.length > (crew.maxReturns ?? usualReturns);
}

/** Null where it was accepted. */
function feedbackIn(step: Step): string | null {
  const verdict = readable(saidIn(step)) as { accept?: unknown; feedback?: unknown } | null;
  if (verdict?.accept !== false) return null;
  return typeof verdict.feedback === "string" && verdict.feedback !== "" ? verdict.feedback : "it is not enough";
}

function agentFor(crew: Crew, task: CrewTask, steps: readonly Step[], last: Step | undefined): string | null {
  if (task.agent) return last && whyFailed(last) && task.fallback ? task.fallback : task.agent;
  const assigned = steps.findLast(({ visit }) => visit.node === `_assign_${task.id}`);
  if (!assigned) return null;
  const { agent } = (readable(saidIn(assigned)) ?? {}) as { agent?: unknown };
  return crew.members.find((member) => member.agent === agent)?.agent ?? crew.members[0]?.agent ?? null;
}

function resultOf(id: string, steps: readonly Step[]): string {
  const step = steps.findLast(({ visit }) => visit.node === id);
  return step ? saidIn(step) : "";
}

function acceptedResults(crew: Crew, steps: readonly Step[]): string {
  return crew.tasks.map(({ id, title }) => `${title ?? id}:\n${resultOf(id, steps)}`).join("\n\n");
}
