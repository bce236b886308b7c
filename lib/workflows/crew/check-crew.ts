import type { FieldProblem } from "../../definitions/kind.ts";
import type { WorkflowOf } from "../workflow.ts";

/** What is wrong with a crew's tasks: names used twice, results that are never there in time, circles, no manager. */
export function checkCrew({ tasks, process, manager }: WorkflowOf<"crew">): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const ids = tasks.map(({ id }) => id);
  for (const [index, { id, context = [] }] of tasks.entries()) {
    const path = `how.tasks.${index}`;
    if (ids.indexOf(id) !== index) problems.push({ path: `${path}.id`, message: `"${id}" is the name of two tasks` });
    if (id === "start" || id === "end")
      problems.push({ path: `${path}.id`, message: `"${id}" is a name of the crew's own` });
    for (const other of context) {
      if (!ids.includes(other)) problems.push({ path: `${path}.context`, message: `There is no task "${other}"` });
      else if (process !== "parallel" && ids.indexOf(other) >= index)
        problems.push({ path: `${path}.context`, message: `"${other}" is done only after "${id}"` });
    }
  }
  if (process === "parallel") {
    const stuck = inCircles(tasks);
    if (stuck.length > 0)
      problems.push({ path: "how.tasks", message: `These wait for each other: ${stuck.join(", ")}` });
  }
  if (process === "hierarchical" && !manager)
    problems.push({ path: "how.manager", message: "A hierarchical crew needs a manager" });
  return problems;
}

function inCircles(tasks: WorkflowOf<"crew">["tasks"]): string[] {
  let left = tasks.map(({ id, context = [] }) => ({ id, needs: context.filter((other) => other !== undefined) }));
  for (;;) {
    const waiting = new Set(left.map(({ id }) => id));
    const next = left.filter(({ needs }) => needs.some((other) => waiting.has(other)));
    if (next.length === left.length) return left.map(({ id }) => id);
    left = next;
  }
}
