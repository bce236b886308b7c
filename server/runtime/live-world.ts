import { toAgent } from "../../lib/agents/agent.ts";
import { mostFree } from "../../lib/agents/most-free.ts";
import type { Agent } from "../../lib/core/agent.ts";
import type { SessionState } from "../../lib/core/state.ts";
import type { World } from "../../lib/core/world.ts";
import { takesCanary } from "../../lib/definitions/canary.ts";
import type { Body, Canary } from "../../lib/definitions/definition.ts";
import { surfaceAction } from "../../lib/surfaces/act.ts";
import { routeAsTold } from "../../lib/workflows/router/route.ts";
import { whoIsNext } from "../../lib/workflows/who-is-next.ts";
import { checkAgainstSchema } from "../json-schema/validate.ts";
import type { Definitions } from "../ports/definitions.ts";
import type { Models } from "../ports/models.ts";
import { createLiveWorkflows, type LiveWorkflows } from "./live-workflows.ts";

/** The world as the pure functions may ask it: everything in memory. */
export interface LiveWorld extends World {
  /** As one session sees it: it may be held to a version, and versions on trial take their share of the sessions. */
  within(sessionId: string, state: SessionState, at: string): World;
  /** Makes sure that the agents' versions which open runs use are at hand. */
  prepare(state: SessionState): Promise<void>;
  /** Makes sure that this version is at hand, if there is one. */
  fetch(name: string, version: number): Promise<Agent | null>;
  agents(): Agent[];
  readonly workflows: LiveWorkflows;
  /** Learns what other processes published and archived. */
  refresh(): Promise<void>;
}

interface Dependencies {
  definitions: Definitions;
  models: Models;
  judge: World["judge"];
  seal: NonNullable<World["seal"]>;
  /** What the operator allows at most; the model's own room otherwise. */
  maxContextTokens: number | null;
  compressionThreshold: number;
  /** How long a person has to say yes; null: for ever. */
  approvalMs: number | null;
}

export async function createLiveWorld({
  definitions,
  models,
  judge,
  seal,
  maxContextTokens,
  compressionThreshold,
  approvalMs,
}: Dependencies): Promise<LiveWorld> {
  const current = new Map<string, Agent>();
  const canaries = new Map<string, Canary>();
  const versions = new Map<string, Agent>();
  const key = (name: string, version: number) => `${name}@${version}`;
  const keep = (name: string, version: number, body: Body): Agent => {
    const known = versions.get(key(name, version));
    if (known) return known;
    const agent = agentFrom(name, version, body);
    versions.set(key(name, version), agent);
    return agent;
  };
  const fetch = async (name: string, version: number): Promise<Agent | null> => {
    const known = versions.get(key(name, version));
    if (known) return known;
    const found = await definitions.version("agent", name, version);
    return found && keep(name, version, found.body);
  };

  /** Readings may overlap; what was read last, from where it began, is what counts. */
  let readings = 0;
  let newest = 0;
  const refresh = async () => {
    const reading = ++readings;
    const published = await definitions.published("agent");
    for (const { name, canary } of published) if (canary) await fetch(name, canary.version);
    if (reading < newest) return;
    newest = reading;
    current.clear();
    canaries.clear();
    for (const { name, current: its, canary } of published) {
      if (its) current.set(name, keep(name, its.version, its.body));
      if (canary) canaries.set(name, canary);
    }
  };
  await refresh();
  const workflows = await createLiveWorkflows(definitions);
  definitions.onChange((kind) => (kind === "agent" ? refresh() : undefined));

  /** The session may be held to a version. */
  const workflowOf = ({ workflow, workflowVersion }: SessionState) =>
    workflows.find(workflow, workflowVersion ?? undefined);

  const world: LiveWorld = {
    judge,
    seal,
    approvalMs,
    workflows,
    whoIsNext: (state, message) => whoIsNext(state, message, workflowOf(state), (name) => current.get(name) ?? null),
    conductor: (name, version) => workflows.find(name, version)?.agent ?? null,
    conduct: (state, run) => workflows.find(run.agent, run.agentVersion)?.conduct(state, run) ?? null,
    routedBy(state, message, run) {
      const workflow = workflowOf(state)?.workflow;
      if (workflow?.kind === "router") return routeAsTold(workflow, state, message, run);
      return whoIsNext(state, message);
    },
    withCapability: (state, capability) => mostFree([...current.values()], state, capability),
    misfit: (agent, task) => (agent.inputSchema ? misfitOf(agent.name, agent.inputSchema, task) : null),
    surfaceAction,
    agent: (name, version) => (version === undefined ? current.get(name) : versions.get(key(name, version))) ?? null,
    contextBudget(agent, override) {
      const room = models.contextTokens(override?.length ? override : agent.models);
      return Math.floor(Math.min(room, maxContextTokens ?? room) * compressionThreshold);
    },
    within(sessionId, state, at) {
      const pinned = state.agentVersion ?? undefined;
      const held = state.workflowVersion ?? undefined;
      const isHeld = pinned !== undefined || held !== undefined;
      if (canaries.size === 0 && !isHeld && !workflows.hasCanaries()) return world;
      const since = state.openedAt || at;
      return {
        ...world,
        agent(name, version) {
          if (version !== undefined) return world.agent(name, version);
          if (pinned !== undefined && name === state.agent) return world.agent(name, pinned);
          const canary = canaries.get(name);
          const takes = canary && takesCanary(canary, sessionId, since);
          return world.agent(name, takes ? canary.version : undefined);
        },
        conductor(name, version) {
          if (version !== undefined) return world.conductor(name, version);
          if (held !== undefined && name === state.workflow) return world.conductor(name, held);
          return workflows.findWithin(sessionId, since, name)?.agent ?? null;
        },
      };
    },
    async prepare(state) {
      if (typeof state.agentVersion === "number") await fetch(state.agent, state.agentVersion);
      for (const run of state.runs) if (!run.finished && !run.flow) await fetch(run.agent, run.agentVersion);
      await workflows.prepare(state);
    },
    fetch,
    agents: () => [...current.values()].sort((a, b) => a.name.localeCompare(b.name)),
    async refresh() {
      await Promise.all([refresh(), workflows.refresh()]);
    },
  };
  return world;
}

/** A task is text; for an agent whose tasks have a form, that text is JSON. */
function misfitOf(name: string, schema: Record<string, unknown>, task: string): string | null {
  const value = parseJson(task);
  const problem = value === undefined ? "it is not JSON." : checkAgainstSchema(schema, value);
  return problem === null ? null : `The task does not fit what ${name} takes: ${problem}`;
}

/** What was published was checked then; a field that was known then and is not now does not stop an agent. */
function agentFrom(name: string, version: number, body: Body): Agent {
  return { ...toAgent({ ...body, name }), version };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
