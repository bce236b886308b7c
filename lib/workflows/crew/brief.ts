import type { WorkflowOf } from "../workflow.ts";

type Crew = WorkflowOf<"crew">;
export type CrewTask = Crew["tasks"][number];

/** What a member is told: who it is in the crew, what to do, and what is expected. */
export function briefFor(crew: Crew, agent: string, task: CrewTask): string {
  const member = crew.members.find((each) => each.agent === agent);
  const persona = [
    member?.role && `In this crew you are the ${member.role}.`,
    member?.goal && `Your goal: ${member.goal}`,
    member?.backstory,
  ].filter(Boolean);
  return [
    ...(persona.length > 0 ? [persona.join("\n")] : []),
    `Your task: ${task.description}`,
    ...(task.expected ? [`What is expected: ${task.expected}`] : []),
  ].join("\n\n");
}

/** The tasks whose results a task is given. */
export function contextOf(crew: Crew, task: CrewTask): string[] {
  if (task.context) return task.context;
  if (crew.process === "parallel") return [];
  return crew.tasks.slice(0, crew.tasks.indexOf(task)).map(({ id }) => id);
}
