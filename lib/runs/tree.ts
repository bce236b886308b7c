import type { Step, Trace } from "./step.ts";

export interface TreeRow {
  step: Step;
  /** Whether what stands below it is shown; null where there is nothing. */
  open: boolean | null;
}

/** The steps to show where those in `closed` keep to themselves what stands below them. */
export function treeRows({ steps }: Pick<Trace, "steps">, closed: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  // Deeper than this is hidden for the time being.
  let shownTo = Number.POSITIVE_INFINITY;
  for (const [index, step] of steps.entries()) {
    if (step.depth > shownTo) continue;
    const hasMore = (steps[index + 1]?.depth ?? 0) > step.depth;
    const isClosed = hasMore && closed.has(step.id);
    shownTo = isClosed ? step.depth : Number.POSITIVE_INFINITY;
    rows.push({ step, open: hasMore ? !isClosed : null });
  }
  return rows;
}

/** What has to be open for a step to be seen. */
export function above({ steps }: Pick<Trace, "steps">, id: string): string[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const found: string[] = [];
  for (let step = byId.get(id); step?.parent != null; step = byId.get(step.parent)) found.push(step.parent);
  return found;
}

/** The step that an event belongs to: the latest that had begun with it in the same run, and not ended before it. */
export function stepOfEvent({ steps }: Pick<Trace, "steps">, event: { seq: number } & object): Step | null {
  const named = new Set<unknown>(["callId", "turnId", "runId"].map((name) => Reflect.get(event, name)));
  let found: Step | null = null;
  for (const step of steps) {
    if (step.seq === event.seq || step.endSeq === event.seq) {
      if (!found || found.kind === "run" || step.kind !== "run") found = step;
    } else if (named.has(step.id) && (!found || found.kind === "run")) found = step;
  }
  return found;
}
