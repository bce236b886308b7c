import type { Agent } from "../../lib/core/agent.ts";
import { agentOf } from "../../lib/core/agent-of.ts";
import { requireRun } from "../../lib/core/require.ts";
import type { Run, SessionState } from "../../lib/core/state.ts";
import type { Cassette, DefinitionEntry } from "../../lib/replay/cassette.ts";
import { familyOf, record } from "../../lib/replay/record.ts";
import { redactJson } from "../../lib/secrets/redact-json.ts";
import type { Principal } from "./authorize.ts";
import type { Runtime } from "./create-runtime.ts";
import { offeredTools } from "./offered-tools.ts";

/** Makes a cassette of a run that is over, without the values of the person's secrets. */
export async function recordRun(
  runtime: Runtime,
  principal: Principal,
  sessionId: string,
  runId: string,
): Promise<Cassette> {
  const state = await runtime.state(principal, sessionId);
  const run = requireRun(state, runId);
  const { world, ports } = runtime;
  await world.prepare({ ...state, runs: state.runs.map((each) => ({ ...each, finished: null })) });
  const family = familyOf(state, runId);
  const members = state.runs.filter(({ id }) => family.has(id));
  const shown = { tools: ports.tools, toolRules: ports.toolRules, toolsInContext: ports.limits.toolsInContext };
  const specs = (now: SessionState, each: Run, agent: Agent) =>
    offeredTools(shown, now, each, agent).map(({ name, description, parameters }) => ({
      name,
      description,
      parameters,
    }));
  const names = new Set(members.flatMap((each) => agentOf(world, each)?.tools.map(({ name }) => name) ?? []));
  const made = record(
    await runtime.events(principal, sessionId, 0),
    { sessionId, runId, title: run.task.slice(0, 200) || run.agent, at: ports.now().toISOString() },
    {
      agent: (each) => agentOf(world, each),
      tools: specs,
      definitions: await definitionsOf(runtime, members),
      foreignTools: [...names].flatMap((name) => {
        const tool = ports.tools.get(name);
        return tool?.source ? [{ name, description: tool.description, parameters: tool.parameters }] : [];
      }),
    },
  );
  return redactJson(made, (text) => ports.secrets.redact(principal.userId, text));
}

async function definitionsOf({ ports }: Runtime, members: readonly Run[]): Promise<DefinitionEntry[]> {
  const entries = new Map<string, DefinitionEntry>();
  for (const { agent: name, agentVersion, flow } of members) {
    const kind = flow ? "workflow" : "agent";
    const found = await ports.definitions.version(kind, name, agentVersion);
    if (found) entries.set(`${kind} ${name}`, { kind, name, body: found.body });
  }
  return [...entries.values()];
}
