import { type Agent, defaultLimits } from "../../lib/core/agent.ts";
import type { ModelCall } from "../../lib/core/model.ts";
import type { Surface } from "../../lib/core/surface.ts";
import type { Given, Judgement, World } from "../../lib/core/world.ts";
import { whoIsNext } from "../../lib/workflows/who-is-next.ts";

export const now = "2026-01-01T00:00:00.000Z";

export function agent(name: string, over: Partial<Agent> = {}): Agent {
  return {
    name,
    version: 1,
    description: `The agent ${name}`,
    instructions: `You are ${name}.`,
    models: [],
    tools: [],
    limits: defaultLimits,
    ...over,
  };
}

export const someSurface: Surface = {
  scope: "message",
  title: "A form",
  root: ["form"],
  nodes: { form: { type: "form", fields: [] } },
};

/** The tool's name says what becomes of a call: `danger` waits for a person, `ask_user` asks one, `forbidden` may not run. */
export function judgeByName(_agent: Agent, call: ModelCall): Judgement {
  switch (call.tool) {
    case "danger":
      return { verdict: "approve", reason: "it is dangerous", digest: `digest of ${call.callId}` };
    case "ask_user":
      return { verdict: "ask", question: "Which one?", choices: ["red", "blue"] };
    case "ask_with_form":
      return { verdict: "ask", question: "Which one?", surface: someSurface };
    case "forbidden":
      return { verdict: "refuse", code: "not_permitted", reason: "This agent may not use it." };
    default:
      return { verdict: "run" };
  }
}

/** Every node may be acted on: the action's name says what it means. */
export const actByName: World["surfaceAction"] = (_state, surface, { nodeId, action, parameters }) => {
  switch (action) {
    case "tell":
      return { do: "tell", answer: parameters, words: "It was chosen." };
    case "change":
      return { do: "change", patch: [{ op: "add", path: "/data/changed", value: parameters }] };
    case "stop":
      return { do: "run", command: "run.cancel" };
    case "plan":
      return { do: "todo", items: [{ id: "a", title: "First", status: "completed" }] };
    default:
      return { do: "refuse", code: "not_found", reason: `Node ${nodeId} of ${surface.id} has no action "${action}".` };
  }
};

export function testWorld(over: Partial<World> & { agents?: Agent[] } = {}): World {
  const { agents = [agent("general"), agent("helios"), agent("ceres")], ...rest } = over;
  return {
    agent: (name, version) =>
      agents.find((each) => each.name === name && (version === undefined || each.version === version)) ?? null,
    judge: judgeByName,
    whoIsNext,
    conductor: () => null,
    conduct: () => null,
    routedBy: (state) => ({ to: [state.agent], by: "fallback", confidence: 0, reason: "nobody said", candidates: [] }),
    withCapability: () => null,
    surfaceAction: actByName,
    contextBudget: () => 100_000,
    ...rest,
  };
}

/** Counts per kind: `run-1`, `run-2`, `message-1` … and leaves out what a history holds already. */
export function countingIds(history: readonly unknown[] = []): Given["newId"] {
  const taken = new Set(JSON.stringify(history).match(/"[a-z]+-\d+"/g));
  const counts = new Map<string, number>();
  return (kind) => {
    let next = (counts.get(kind) ?? 0) + 1;
    while (taken.has(`"${kind}-${next}"`)) next++;
    counts.set(kind, next);
    return `${kind}-${next}`;
  };
}
