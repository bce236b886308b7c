import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { editedBody } from "../../../../lib/definitions/definition.ts";
import { pagePrincipal } from "../../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";
import { whoMayAnswer } from "../../chat/load-chat.ts";
import { WorkflowPage } from "./workflow-page.tsx";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).name };
}

export default async function WorkflowEditorPage({ params }: Props) {
  const { name } = await params;
  const { ports } = currentRuntime();
  const definition = await ports.definitions.get("workflow", name);
  if (!definition || definition.archivedAt !== null) notFound();
  const { userId } = await pagePrincipal();
  const { body, hash } = editedBody(definition);
  const { draft, current } = definition;
  const edited = { name, body, hash, version: current?.version ?? null, changedAt: draft?.changedAt ?? null };
  const chat = { ...whoMayAnswer(), me: userId };
  const names = {
    agents: chat.agents.map((agent) => agent.name),
    functions: ports.tools.list().map((tool) => tool.name),
    workflows: chat.workflows.map((workflow) => workflow.name),
  };
  return <WorkflowPage key={name} initial={edited} names={names} chat={chat} />;
}
