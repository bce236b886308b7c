import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { editedBody } from "../../../../lib/definitions/definition.ts";
import { usersOf } from "../../../../server/http/definitions/users-of.ts";
import { pagePrincipal } from "../../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";
import { whoMayAnswer } from "../../chat/load-chat.ts";
import { AgentPage } from "./agent-page.tsx";
import { Usage } from "./usage.tsx";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ name: string }>;
}

const runsLookedAt = 200;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).name };
}

export default async function AgentEditorPage({ params }: Props) {
  const { name } = await params;
  const { ports, world } = currentRuntime();
  const definition = await ports.definitions.get("agent", name);
  if (!definition || definition.archivedAt !== null) notFound();
  const { userId } = await pagePrincipal();
  const { items: runs } = await ports.lists.runs({ ownerId: userId, agent: name, limit: runsLookedAt });
  const users = await usersOf(ports.definitions, "agent", name);
  const { body, hash } = editedBody(definition);
  const { draft, current, tags } = definition;
  const edited = { name, body, hash, version: current?.version ?? null, changedAt: draft?.changedAt ?? null };
  const tools = ports.tools.list().map((tool) => ({
    name: tool.name,
    description: tool.description,
    unavailable: tool.unavailable(),
    arguments: Object.keys((tool.parameters.properties ?? {}) as object),
  }));
  return (
    <AgentPage
      key={name}
      initial={edited}
      tags={tags}
      models={ports.models.list().map((model) => model.name)}
      agents={world.agents().map((agent) => agent.name)}
      tools={tools}
      usage={<Usage name={name} runs={runs} users={users} />}
      chat={{ ...whoMayAnswer(), me: userId }}
    />
  );
}
