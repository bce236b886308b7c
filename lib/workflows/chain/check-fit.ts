import type { FieldProblem } from "../../definitions/kind.ts";
import { misfits } from "../schema-fit.ts";
import type { ChainStep } from "./chain.ts";

/** What an agent or a function takes and gives, where it says so. */
export interface Form {
  takes?: unknown;
  gives?: unknown;
}

/** The forms of whoever is named; null where they are not known, so that nothing can be said of them. */
export interface Forms {
  agentForms?(name: string): Form | null;
  functionForms?(name: string): Form | null;
}

/** What the steps before one may have given: text without a form, JSON of a form, or nobody can say. */
type Given = { who: string; form: unknown } | { who: string; isText: true } | null;

/** Whether what each step gives is what the next one takes. A step that is told its task in words of its own is not looked at. */
export function checkFit(
  steps: readonly ChainStep[],
  forms: Forms,
  path = "how.steps",
  first: Given[] = [],
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  walk(steps, first, path, forms, problems);
  return problems;
}

function walk(
  steps: readonly ChainStep[],
  first: Given[],
  path: string,
  forms: Forms,
  problems: FieldProblem[],
): Given[] {
  let given = first;
  for (const [index, step] of steps.entries()) {
    const at = `${path}.${index}`;
    problems.push(...given.flatMap((each) => misfitOf(step, each, at, forms)), ...argumentsOf(step, at, forms));
    given = after(step, given, at, forms, problems);
  }
  return given;
}

function after(step: ChainStep, before: Given[], at: string, forms: Forms, problems: FieldProblem[]): Given[] {
  if ("parallel" in step) {
    for (const [index, branch] of step.parallel.entries())
      walk(branch, before, `${at}.parallel.${index}`, forms, problems);
    return "agent" in step.gather ? [givenBy(step.gather, forms)] : [null];
  }
  if ("when" in step) {
    const done = walk(step.do, before, `${at}.do`, forms, problems);
    return [...done, ...(step.otherwise ? walk(step.otherwise, before, `${at}.otherwise`, forms, problems) : before)];
  }
  return [givenBy(step, forms)];
}

function givenBy(step: ChainStep, forms: Forms): Given {
  if ("agent" in step) {
    if (step.schema) return { who: step.agent, form: step.schema };
    const known = forms.agentForms?.(step.agent);
    if (!known) return null;
    return known.gives === undefined ? { who: step.agent, isText: true } : { who: step.agent, form: known.gives };
  }
  if ("function" in step) {
    const form = forms.functionForms?.(step.function)?.gives;
    return form === undefined ? null : { who: step.function, form };
  }
  return null;
}

function misfitOf(step: ChainStep, given: Given, path: string, forms: Forms): FieldProblem[] {
  if (given === null || !("agent" in step) || step.task !== undefined) return [];
  const takes = forms.agentForms?.(step.agent)?.takes;
  if (takes === undefined) return [];
  if ("isText" in given) {
    const message = `${step.agent} takes JSON of a form, and ${given.who} gives text. Give ${given.who} a schema, or ${step.agent} a task`;
    return [{ path, message }];
  }
  return misfits(given.form, takes).map(({ message, maybe }) => ({
    path,
    message: `What ${given.who} gives does not fit what ${step.agent} takes: ${message}`,
    ...(maybe && { warns: true as const }),
  }));
}

/** A function gets what its arguments say, and nothing else. */
function argumentsOf(step: ChainStep, path: string, forms: Forms): FieldProblem[] {
  if (!("function" in step)) return [];
  const takes = forms.functionForms?.(step.function)?.takes as { required?: unknown } | undefined;
  const needed = Array.isArray(takes?.required) ? takes.required : [];
  return needed
    .filter((name) => !Object.hasOwn(step.arguments ?? {}, String(name)))
    .map((name) => ({ path, message: `${step.function} needs the argument "${name}", and the step does not give it` }));
}
