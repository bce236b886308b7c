import type { Visit } from "../core/state.ts";
import type { Picture } from "./picture.ts";

/** What one step of a run has come to so far. */
export interface StepFigures {
  visit: Pick<Visit, "node" | "took">;
  status: Visit["status"] | "waiting";
  tokens: number;
  cost: number | null;
  /** From its beginning to its end; null while it is at work. */
  ms: number | null;
}

/** How far a run has come, for the picture of its workflow. */
export interface Progress {
  nodes: ReadonlyMap<string, NodeProgress>;
  /** The ways that were taken, by id. */
  taken: ReadonlySet<string>;
}

export interface NodeProgress {
  status: StepFigures["status"];
  /** How often it was entered. */
  times: number;
  tokens: number;
  cost: number | null;
  ms: number | null;
}

export function progressOf(picture: Picture, steps: readonly StepFigures[]): Progress {
  const placed = steps.flatMap((step) => {
    const node = drawnAs(picture, step.visit.node);
    return node === null ? [] : [{ ...step, node }];
  });
  const nodes = new Map<string, NodeProgress>();
  for (const [node, its] of Map.groupBy(placed, (step) => step.node)) {
    const costs = its.flatMap(({ cost }) => cost ?? []);
    const times = its.flatMap(({ ms }) => ms ?? []);
    // Of a step that was entered several times, what is under way counts more than what is over.
    const open = its.findLast(({ status }) => status === "open" || status === "waiting");
    nodes.set(node, {
      status: (open ?? its.at(-1))?.status ?? "skipped",
      times: its.length,
      tokens: its.reduce((sum, { tokens }) => sum + tokens, 0),
      cost: costs.length > 0 ? sumOf(costs) : null,
      ms: times.length > 0 ? sumOf(times) : null,
    });
  }
  const took = new Set(placed.flatMap(({ visit }) => visit.took));
  const first = picture.nodes[0]?.id;
  // Where who is next is not a matter of ways, a way was taken when somebody was there.
  const wasThere = (id: string) => nodes.has(id) || id === first;
  const taken =
    took.size > 0
      ? picture.edges.filter(({ id }) => took.has(id))
      : picture.edges.filter(({ from, to }) => nodes.has(to) && wasThere(from));
  return { nodes, taken: new Set(taken.map(({ id }) => id)) };
}

/** What a workflow does of itself, such as choosing who speaks, stands at the node that is drawn for it. */
function drawnAs({ nodes }: Picture, name: string): string | null {
  if (nodes.some(({ id }) => id === name)) return name;
  if (!name.startsWith("_")) return null;
  const own = name === "_closing" ? nodes.find(({ id }) => id === "closing") : undefined;
  return (own ?? nodes[0])?.id ?? null;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
