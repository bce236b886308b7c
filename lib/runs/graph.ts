import type { PictureNode } from "../workflows/picture.ts";
import type { Step, StepStatus, Trace } from "./step.ts";

/** A workflow's picture, or one that is drawn of a run alone. */
export interface RunPicture {
  nodes: readonly PictureNode[];
  /** Those of a workflow have the names that the log knows them by. */
  edges: { id?: string; from: string; to: string; label: string | null }[];
}

/** What became of a node of the picture. */
export interface NodeState {
  status: StepStatus;
  /** The steps that it stands for, in the order in which they began. */
  steps: Step[];
}

export interface RunGraph {
  picture: RunPicture;
  /** By node; one that was not come to has none. */
  states: Map<string, NodeState>;
  /** By place among the edges: how often each was gone. */
  taken: Map<number, number>;
}

/** The workflow's own picture with what this run made of it; without one, who set whom to work. */
export function graphOf(trace: Trace, picture: RunPicture | null): RunGraph {
  const stepsOf = picture ? visitsOf(trace, picture) : new Map<string, Step[]>();
  // Some workflows have a picture of who speaks, and no steps of their own.
  if (!picture || stepsOf.size === 0) return agentsGraph(trace);
  return { picture, states: statesOf(stepsOf), taken: goneBy(picture, stepsOf) };
}

function visitsOf(trace: Trace, picture: RunPicture): Map<string, Step[]> {
  const known = new Set(picture.nodes.map(({ id }) => id));
  const visits = trace.steps.filter(
    ({ kind, runId, name }) => kind === "visit" && runId === trace.runId && known.has(name),
  );
  return Map.groupBy(visits, ({ name }) => name);
}

function agentsGraph({ steps, passings }: Trace): RunGraph {
  const runs = steps.filter(({ kind }) => kind === "run");
  const byAgent = Map.groupBy(runs, ({ agent }) => agent);
  const agentOf = new Map(runs.map((run) => [run.id, run.agent]));
  const edges: RunPicture["edges"][number][] = [];
  const taken = new Map<number, number>();
  for (const { from, to, kind } of passings) {
    const [a, b] = [agentOf.get(from), agentOf.get(to)];
    if (a === undefined || b === undefined || a === b) continue;
    const label = kind === "handed over" ? kind : null;
    const found = edges.findIndex((edge) => edge.from === a && edge.to === b && edge.label === label);
    const place = found < 0 ? edges.push({ from: a, to: b, label }) - 1 : found;
    taken.set(place, (taken.get(place) ?? 0) + 1);
  }
  const nodes = [...byAgent.keys()].map(
    (agent): PictureNode => ({ id: agent, kind: "agent", title: agent, who: null, notes: [] }),
  );
  return { picture: { nodes, edges }, states: statesOf(byAgent), taken };
}

const urgency: readonly StepStatus[] = ["waiting", "open"];

function statesOf(stepsOf: ReadonlyMap<string, Step[]>): Map<string, NodeState> {
  return new Map(
    [...stepsOf].map(([node, steps]) => {
      const now = urgency.find((status) => steps.some((step) => step.status === status));
      return [node, { status: now ?? (steps.at(-1) as Step).status, steps }];
    }),
  );
}

/** How often each edge was gone, as the log says; where it says nothing, when what it leads to began after what it leads from. */
function goneBy({ edges }: RunPicture, stepsOf: ReadonlyMap<string, Step[]>): Map<number, number> {
  const taken = new Map<number, number>();
  const took = Map.groupBy(
    [...stepsOf.values()].flat().flatMap((step) => step.took ?? []),
    (id) => id,
  );
  if (took.size > 0) {
    for (const [place, { id = "" }] of edges.entries()) {
      const times = took.get(id)?.length ?? 0;
      if (times > 0) taken.set(place, times);
    }
    return taken;
  }
  for (const [place, { from, to }] of edges.entries()) {
    const left = (stepsOf.get(from) ?? []).filter(({ endSeq, status }) => endSeq !== null && status !== "skipped");
    const times = (stepsOf.get(to) ?? []).filter(
      ({ seq, status }) => status !== "skipped" && left.some(({ endSeq }) => endSeq === seq),
    ).length;
    if (times > 0) taken.set(place, times);
  }
  return taken;
}
