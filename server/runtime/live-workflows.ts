import type { SessionState } from "../../lib/core/state.ts";
import { takesCanary } from "../../lib/definitions/canary.ts";
import type { Body, Canary } from "../../lib/definitions/definition.ts";
import { type Conductor, toConductor } from "../../lib/workflows/conductor.ts";
import { toWorkflow, type WorkflowDefinition } from "../../lib/workflows/workflow.ts";
import type { Definitions } from "../ports/definitions.ts";

/** The published workflows, made ready to conduct, as they stand now. Answers come from memory. */
export interface LiveWorkflows {
  find(name: string, version?: number): Conductor | null;
  /** As one session sees it: a version on trial takes its share of the sessions. */
  findWithin(sessionId: string, openedAt: string, name: string): Conductor | null;
  hasCanaries(): boolean;
  all(): Conductor[];
  /** Makes sure that this version is at hand, if there is one. */
  fetch(name: string, version: number): Promise<Conductor | null>;
  /** Makes sure that the versions which the session and its open runs use are at hand. */
  prepare(state: SessionState): Promise<void>;
  refresh(): Promise<void>;
}

export async function createLiveWorkflows(definitions: Definitions): Promise<LiveWorkflows> {
  const current = new Map<string, Conductor>();
  const canaries = new Map<string, Canary>();
  const versions = new Map<string, Conductor>();
  const key = (name: string, version: number) => `${name}@${version}`;
  const keep = (name: string, version: number, body: Body): Conductor => {
    const known = versions.get(key(name, version));
    if (known) return known;
    // What was published was checked then.
    const conductor = toConductor(toWorkflow({ ...body, name } as WorkflowDefinition), version);
    versions.set(key(name, version), conductor);
    return conductor;
  };
  const fetch = async (name: string, version: number): Promise<Conductor | null> => {
    const known = versions.get(key(name, version));
    if (known) return known;
    const found = await definitions.version("workflow", name, version);
    return found && keep(name, version, found.body);
  };
  const refresh = async () => {
    const published = await definitions.published("workflow");
    for (const { name, canary } of published) if (canary) await fetch(name, canary.version);
    current.clear();
    canaries.clear();
    for (const { name, current: its, canary } of published) {
      if (its) current.set(name, keep(name, its.version, its.body));
      if (canary) canaries.set(name, canary);
    }
  };
  await refresh();
  definitions.onChange((kind) => (kind === "workflow" ? refresh() : undefined));

  const find = (name: string, version?: number) =>
    (version === undefined ? current.get(name) : versions.get(key(name, version))) ?? null;
  return {
    find,
    findWithin(sessionId, openedAt, name) {
      const canary = canaries.get(name);
      return find(name, canary && takesCanary(canary, sessionId, openedAt) ? canary.version : undefined);
    },
    hasCanaries: () => canaries.size > 0,
    all: () => [...current.values()].sort((a, b) => a.workflow.name.localeCompare(b.workflow.name)),
    fetch,
    async prepare(state) {
      if (typeof state.workflowVersion === "number") await fetch(state.workflow, state.workflowVersion);
      for (const run of state.runs) if (run.flow && !run.finished) await fetch(run.agent, run.agentVersion);
    },
    refresh,
  };
}
