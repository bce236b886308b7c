import { agentKind } from "../../lib/agents/agent-kind.ts";
import type { Bundle } from "../../lib/definitions/bundle.ts";
import { bundlePart } from "../../lib/definitions/bundle-part.ts";
import type { Body } from "../../lib/definitions/definition.ts";
import { functionKind } from "../../lib/functions/function-kind.ts";
import { workflowKind } from "../../lib/workflows/workflow-kind.ts";

const kinds = { agent: agentKind, function: functionKind, workflow: workflowKind };

/** The workflow alone, as it stands. */
export function bundleOfOne(name: string, body: Body): Bundle {
  return { format: "troupe-bundle", version: 1, workflows: [{ name, body }] };
}

/** With all that it names, and that those name: so much as is needed elsewhere. */
export function bundleWithNeeds(name: string, body: Body, all: Bundle): Bundle {
  const others = (all.workflows ?? []).filter((each) => each.name !== name);
  return bundlePart({ ...all, workflows: [...others, { name, body }] }, [{ kind: "workflow", name }], (kind, entry) =>
    kinds[kind].references(entry.body),
  );
}
