import * as z from "zod/mini";
import type { FieldProblem } from "../definitions/kind.ts";
import { fieldErrors, messageFor } from "../input/field-errors.ts";
import { checkWorkflow, type Names } from "./check-workflow.ts";
import { toWorkflow, type Workflow, workflowDefinition } from "./workflow.ts";

/** A body that is being written, read as far as it goes. */
export interface ReadBody {
  /** Null while its form is not right. */
  workflow: Workflow | null;
  /** What stands in the way of publishing it, at its places. */
  findings: FieldProblem[];
}

export function readBody(name: string, body: Readonly<Record<string, unknown>>, names: Names): ReadBody {
  const read = z.safeParse(workflowDefinition, { ...body, name }, { error: messageFor });
  if (!read.success) return { workflow: null, findings: fieldErrors(read.error.issues) };
  const workflow = toWorkflow(read.data);
  return { workflow, findings: checkWorkflow(workflow, names) };
}

/** What is meant for one step of a graph, or for one of its ways. */
export function findingsAt(findings: readonly FieldProblem[], place: "nodes" | "edges", index: number): FieldProblem[] {
  const at = `how.${place}.${index}`;
  return findings.filter(({ path }) => path === at || path.startsWith(`${at}.`));
}
