import * as z from "zod/mini";
import { slug } from "../core/fields.ts";
import type { Body, DefinitionKind } from "../definitions/definition.ts";
import type { Kind } from "../definitions/kind.ts";
import { checkWorkflow } from "./check-workflow.ts";
import { toWorkflow, workflowDefinition } from "./workflow.ts";

export const workflowKind: Kind = {
  kind: "workflow",
  body: z.omit(workflowDefinition, { name: true }),
  /** Of a router: who should answer the message. */
  case: z.strictObject({ message: z.string().check(z.minLength(1), z.maxLength(20_000)), agent: slug }),
  view: (name, body) => ({ name, description: "", ...body }),
  references,
  publishesAtOnce: true,
  beginsSessions: true,
  permanent: [],
};

/** Every name that a check of the workflow would ask for. */
function references(body: Body): { kind: DefinitionKind; name: string }[] {
  const parsed = z.safeParse(workflowDefinition, { ...body, name: "unnamed" });
  if (!parsed.success) return [];
  const named: { kind: DefinitionKind; name: string }[] = [];
  const note = (kind: DefinitionKind) => (name: string) => named.push({ kind, name }) > 0;
  checkWorkflow(toWorkflow(parsed.data), {
    hasAgent: note("agent"),
    hasTool: note("function"),
    hasWorkflow: note("workflow"),
  });
  return named;
}
