import type { Metadata } from "next";
import type { ListedWorkflow } from "../../../components/workflows/listed-workflow.ts";
import { strings } from "../../../components/workflows/strings.ts";
import { WorkflowList } from "../../../components/workflows/workflow-list.tsx";
import { type Definition, editedBody, stateOf } from "../../../lib/definitions/definition.ts";
import { workflowPresets } from "../../../lib/workflows/presets.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

const most = 500;

/** How agents take turns: what there is, and what is being written. */
export default async function WorkflowsPage() {
  const { definitions } = currentRuntime().ports;
  const [used, archived] = await Promise.all([
    definitions.list("workflow", { limit: most }),
    definitions.list("workflow", { limit: most, archived: true }),
  ]);
  const templates = workflowPresets.map(({ name, ...body }) => ({
    name,
    description: body.description ?? "",
    emoji: body.emoji ?? null,
    body,
  }));
  return <WorkflowList workflows={[...used.items, ...archived.items].map(listed)} templates={templates} />;
}

function listed(definition: Definition): ListedWorkflow {
  const { name, current, archivedAt } = definition;
  const { description, emoji, how } = (current ?? editedBody(definition)).body;
  const { kind } = (how ?? {}) as { kind?: unknown };
  return {
    name,
    kind: typeof kind === "string" ? kind : null,
    description: typeof description === "string" ? description : "",
    emoji: typeof emoji === "string" ? emoji : null,
    version: current?.version ?? null,
    state: stateOf(definition),
    archived: archivedAt !== null,
  };
}
