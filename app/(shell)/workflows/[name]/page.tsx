import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WorkflowEditor } from "../../../../components/workflows/workflow-editor.tsx";
import { type Body, editedBody } from "../../../../lib/definitions/definition.ts";
import { type Picture, pictureOf } from "../../../../lib/workflows/picture.ts";
import { toWorkflow, workflowDefinition } from "../../../../lib/workflows/workflow.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).name };
}

export default async function WorkflowPage({ params }: Props) {
  const { name } = await params;
  const definition = await currentRuntime().ports.definitions.get("workflow", name);
  if (!definition || definition.archivedAt !== null) notFound();
  const { body, hash } = editedBody(definition);
  const { draft, current } = definition;
  const edited = { name, body, hash, version: current?.version ?? null, changedAt: draft?.changedAt ?? null };
  return <WorkflowEditor key={name} initial={edited} {...drawn(name, body)} />;
}

/** What can be shown of a body that may not be complete. */
function drawn(name: string, body: Body): { picture: Picture | null; routesTo: string[] | null } {
  const read = workflowDefinition.safeParse({ ...body, name });
  if (!read.success) return { picture: null, routesTo: null };
  const workflow = toWorkflow(read.data);
  return { picture: pictureOf(workflow), routesTo: workflow.kind === "router" ? workflow.agents : null };
}
