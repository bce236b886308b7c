import { isOver, lasted, type Step, type Trace, waited } from "../../../../lib/runs/step.ts";
import { compact, dollars, duration, modelName } from "../../format.ts";
import { runWords as strings } from "../strings.ts";

/** The step by its name: an agent, a model, a tool, a step of a workflow. */
export function stepName(step: Step): string {
  switch (step.kind) {
    case "turn":
      return modelName(step.name);
    case "visit":
      return step.name.replaceAll(/[_-]+/g, " ");
    case "summary":
      return strings.happened["context.compressed"];
    case "run":
      return step.name;
    case "call":
      return step.asks === undefined ? step.name : strings.asks(step.asks);
  }
}

/** What all these took together, in few words. */
export function figureWords(steps: readonly Step[], until: number): string {
  const tokens = steps.reduce((sum, step) => sum + tokensOf(step), 0);
  const costs = steps.flatMap(({ total: { cost } }) => cost ?? []);
  const cost = costs.reduce((sum, each) => sum + each, 0);
  const ms = steps.reduce((sum, step) => sum + lasted(step, until), 0);
  return [tokens > 0 ? `${compact(tokens)} tok` : null, cost > 0 ? dollars(cost) : null, duration(ms)]
    .filter((part) => part !== null)
    .join(" · ");
}

/** With what it is and became, for those who hear it. */
export function stepTitle(step: Step): string {
  const attempt = step.attempt > 1 || step.triedAgain ? strings.attempt(step.attempt) : null;
  return [strings.kinds[step.kind], stepName(step), attempt, statusWords(step)].filter(Boolean).join(" · ");
}

export function statusWords(step: Step): string {
  if (step.triedAgain) return strings.triedAgain;
  const wait = step.status === "waiting" ? step.waits.findLast(({ to }) => to === null) : undefined;
  return wait ? strings.waitsFor[wait.for] : strings.stepStatus[step.status];
}

export function tookWords(step: Step, until: number): string {
  const ms = duration(lasted(step, until));
  return isOver(step) ? ms : strings.soFar(ms);
}

export function waitedWords(step: Step, until: number): string | null {
  const ms = waited(step, until);
  return ms > 0 ? duration(ms) : null;
}

export function tokensOf({ total: { usage } }: Step): number {
  return usage.input + usage.output;
}

export function tokenWords(step: Step): string {
  const tokens = tokensOf(step);
  return tokens > 0 ? compact(tokens) : "";
}

export function costWords({ total: { cost } }: Step): string {
  return cost === null ? "" : dollars(cost);
}

export function offsetWords(ms: number): string {
  return ms < 0 ? `−${duration(-ms)}` : `+${duration(ms)}`;
}

/** All that a picture shows of a step, in a line. */
export function barTitle(step: Step, { from, to }: Pick<Trace, "from" | "to">): string {
  const waited = waitedWords(step, to);
  return [
    stepTitle(step),
    tookWords(step, to),
    offsetWords(step.from - from),
    waited === null ? null : `${strings.waitedFor} ${waited}`,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
