import type { Agent } from "../../lib/core/agent.ts";
import type { SessionState } from "../../lib/core/state.ts";
import type { World } from "../../lib/core/world.ts";
import { whoIsNext } from "../../lib/workflows/who-is-next.ts";
import type { AgentStore, Models } from "../ports.ts";

/** The world as the pure functions may ask it: everything in memory. */
export interface LiveWorld extends World {
  /** Makes sure that the agents' versions which open runs use are at hand. */
  prepare(state: SessionState): Promise<void>;
  agents(): Agent[];
  /** Learns what other processes published and archived. */
  refresh(): Promise<void>;
  publish(agent: Omit<Agent, "version">, options: { create: boolean }): Promise<Agent>;
  archive(name: string): Promise<boolean>;
}

interface Dependencies {
  store: AgentStore;
  models: Models;
  judge: World["judge"];
  /** What the operator allows at most; the model's own room otherwise. */
  maxContextTokens: number | null;
  compressionThreshold: number;
}

export async function createLiveWorld({
  store,
  models,
  judge,
  maxContextTokens,
  compressionThreshold,
}: Dependencies): Promise<LiveWorld> {
  const current = new Map<string, Agent>();
  const versions = new Map<string, Agent>();
  const key = (name: string, version: number) => `${name}@${version}`;
  const keep = (agent: Agent) => {
    current.set(agent.name, agent);
    versions.set(key(agent.name, agent.version), agent);
    return agent;
  };
  for (const agent of await store.all()) keep(agent);
  /** Counts what was changed here, so that a list that was read before is not taken for newer. */
  let changes = 0;

  return {
    judge,
    whoIsNext,
    agent: (name, version) => (version === undefined ? current.get(name) : versions.get(key(name, version))) ?? null,
    contextBudget(agent, override) {
      const room = models.contextTokens(override?.length ? override : agent.models);
      return Math.floor(Math.min(room, maxContextTokens ?? room) * compressionThreshold);
    },
    async prepare(state) {
      for (const run of state.runs) {
        if (run.finished || versions.has(key(run.agent, run.agentVersion))) continue;
        const agent = await store.version(run.agent, run.agentVersion);
        if (agent) versions.set(key(agent.name, agent.version), agent);
      }
    },
    agents: () => [...current.values()].sort((a, b) => a.name.localeCompare(b.name)),
    async refresh() {
      const before = changes;
      const all = await store.all();
      if (changes !== before) return;
      const names = new Set(all.map((agent) => agent.name));
      for (const name of current.keys()) if (!names.has(name)) current.delete(name);
      for (const agent of all) keep(agent);
    },
    async publish(agent, options) {
      const published = await store.publish(agent, options);
      changes++;
      return keep(published);
    },
    async archive(name) {
      const wasThere = await store.archive(name);
      changes++;
      current.delete(name);
      return wasThere;
    },
  };
}
