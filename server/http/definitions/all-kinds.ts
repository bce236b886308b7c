import { agentKind } from "../../../lib/agents/agent-kind.ts";
import type { Definition } from "../../../lib/definitions/definition.ts";
import type { Kind } from "../../../lib/definitions/kind.ts";
import { functionKind } from "../../../lib/functions/function-kind.ts";
import { workflowKind } from "../../../lib/workflows/workflow-kind.ts";
import type { Definitions } from "../../ports/definitions.ts";

/** Everything that people define as data here. */
export const allKinds: readonly Kind[] = [agentKind, functionKind, workflowKind];

/** All that is not archived, of one kind. */
export async function allOf({ kind }: Kind, definitions: Definitions): Promise<Definition[]> {
  const all: Definition[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await definitions.list(kind, { limit: 500, ...(cursor !== undefined && { cursor }) });
    all.push(...page.items);
    if (page.nextCursor === null) return all;
    cursor = page.nextCursor;
  }
}
