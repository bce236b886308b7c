import { lasted, type Step, type Trace } from "./step.ts";

export type FlameBy = "time" | "cost" | "tokens";

export interface FlameBox {
  step: Step;
  depth: number;
  /** From 0 to 1. */
  from: number;
  to: number;
  /** Milliseconds, dollars or tokens, with what stands below it. */
  value: number;
}

export interface Flame {
  boxes: FlameBox[];
  depth: number;
  /** 0 where nothing took any. */
  value: number;
  /** Boxes that would be too narrow to see. */
  hidden: number;
}

/** Each step as wide as what it took, with what it set to work side by side below it. */
export function flameOf(trace: Trace, by: FlameBy, least = 0.001): Flame {
  const below = Map.groupBy(trace.steps, ({ parent }) => parent);
  const values = new Map<string, number>();
  for (const step of trace.steps.toReversed()) {
    const inside = sum((below.get(step.id) ?? []).map(({ id }) => values.get(id) ?? 0));
    // Those who work side by side take longer together than the time that passed.
    values.set(step.id, by === "time" ? Math.max(lasted(step, trace.to), inside) : ownValue(step, by) + inside);
  }
  const value = sum((below.get(null) ?? []).map(({ id }) => values.get(id) ?? 0));
  const flame: Flame = { boxes: [], depth: 0, value, hidden: 0 };
  if (value === 0) return flame;
  const place = (steps: readonly Step[], start: number, depth: number): void => {
    let from = start;
    for (const step of steps) {
      const taken = values.get(step.id) ?? 0;
      const to = from + taken / value;
      if (to - from >= least) {
        flame.boxes.push({ step, depth, from, to, value: taken });
        flame.depth = Math.max(flame.depth, depth + 1);
        place(below.get(step.id) ?? [], from, depth + 1);
      } else flame.hidden++;
      from = to;
    }
  };
  place(below.get(null) ?? [], 0, 0);
  return flame;
}

function ownValue({ own }: Step, by: Exclude<FlameBy, "time">): number {
  return by === "cost" ? (own.cost ?? 0) : own.usage.input + own.usage.output;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
