import type { Metadata } from "next";
import { toAgent } from "../../../lib/agents/agent.ts";
import { type Definition, editedBody, stateOf } from "../../../lib/definitions/definition.ts";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";
import { AgentList } from "./agent-list.tsx";
import { figuresOf } from "./figures-of.ts";
import type { ListedAgent } from "./listed-agent.ts";
import { strings } from "./strings.ts";
import { toolMark } from "./tool-mark.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

const most = 500;
/** Of all agents together: what the figures are reckoned from. */
const runsLookedAt = 500;

/** Who there is to talk to, and what is being written. */
export default async function AgentsPage() {
  const { ports } = currentRuntime();
  const { userId } = await pagePrincipal();
  const [used, archived, runs] = await Promise.all([
    ports.definitions.list("agent", { limit: most }),
    ports.definitions.list("agent", { limit: most, archived: true }),
    ports.lists.runs({ ownerId: userId, limit: runsLookedAt }),
  ]);
  const byAgent = Map.groupBy(runs.items, (run) => run.agent);
  const listed = (definition: Definition): ListedAgent => {
    const { name, current, tags, archivedAt } = definition;
    const agent = toAgent({ ...(current ?? editedBody(definition)).body, name });
    return {
      agent,
      version: current?.version ?? null,
      state: stateOf(definition),
      archived: archivedAt !== null,
      tags,
      tools: agent.tools.map((tool) => toolMark(tool, ports.tools.get(tool.name))),
      figures: figuresOf(byAgent.get(name) ?? []),
    };
  };
  return <AgentList title={strings.title} agents={[...used.items, ...archived.items].map(listed)} />;
}
