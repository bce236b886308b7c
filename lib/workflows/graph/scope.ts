import type { Visit } from "../../core/state.ts";
import { asText } from "../template.ts";
import type { Walk } from "./walk.ts";

/** What expressions and templates may name. Steps that were not entered are there too, with nothing in them. */
export function scopeOf(walk: Walk, input: string, visit: Visit | null, more: Record<string, unknown> = {}) {
  const nodes = Object.fromEntries(
    [...walk.plan.nodes.keys()].map((id) => {
      const visits = walk.visitsOf(id);
      const last = visits.findLast(({ status }) => status === "done");
      const output = readable(last?.output);
      return [id, { output, text: asText(last?.output), visits: visits.length, entered: visits.length > 0 }];
    }),
  );
  const before = visit ? arrivals(walk, visit) : [];
  return {
    input,
    nodes,
    /** What the step itself gave, where a way out is being chosen; else what the steps before it gave. */
    output: readable(visit?.status === "open" ? before[0]?.output : visit?.output),
    last: before.map(({ output }) => asText(output)).join("\n\n"),
    visit: visit ? walk.visitsOf(visit.node).indexOf(visit) + 1 : 0,
    ...more,
  };
}

/** The steps that a step comes from; what came through a step that gives nothing of its own is what it was given. */
export function arrivals(walk: Walk, visit: Visit): Visit[] {
  return visit.from.flatMap((id) => walk.visits.find((each) => each.id === id) ?? []);
}

/** A text that is JSON of an object or a list counts as that. */
export function readable(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value !== "string") return value;
  const bare = value.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, "").trim();
  if (!/^[{[]/.test(bare)) return value;
  try {
    return JSON.parse(bare);
  } catch {
    return value;
  }
}
