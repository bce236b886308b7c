import * as z from "zod/mini";
import type { FieldProblem } from "../definitions/kind.ts";
import { fieldErrors, messageFor } from "../input/field-errors.ts";
import { graphOf } from "./graph-of.ts";
import { toWorkflow, type Workflow, workflowDefinition } from "./workflow.ts";

/** A body that is being written: the workflow that it is, or why its form is not right. */
export type ReadBody = { workflow: Workflow } | { workflow: null; findings: FieldProblem[] };

export function readBody(name: string, body: Readonly<Record<string, unknown>>): ReadBody {
  const read = z.safeParse(workflowDefinition, { ...body, name }, { error: messageFor });
  return read.success
    ? { workflow: toWorkflow(read.data) }
    : { workflow: null, findings: fieldErrors(read.error.issues) };
}

/** Who is named so that its form matters: a check compares what it takes and gives. */
export interface NamedForm {
  kind: "agent" | "function";
  name: string;
}

export function formsNamed(workflow: Workflow): NamedForm[] {
  if (workflow.kind !== "chain") return [];
  const named = new Map<string, NamedForm>();
  for (const node of graphOf(workflow)?.nodes ?? []) {
    if (node.kind !== "agent" && node.kind !== "function") continue;
    const name = node.kind === "agent" ? node.agent : node.function;
    named.set(`${node.kind} ${name}`, { kind: node.kind, name });
  }
  return [...named.values()];
}

/** Those of what stands at a field or deeper, with their places as seen from there: "" is the field itself. */
export function within(findings: readonly FieldProblem[], field: string): FieldProblem[] {
  return findings.flatMap((finding) => {
    if (finding.path === field) return [{ ...finding, path: "" }];
    return finding.path.startsWith(`${field}.`) ? [{ ...finding, path: finding.path.slice(field.length + 1) }] : [];
  });
}

/** What is meant for one step of a graph, or for one of its ways. */
export function findingsAt(findings: readonly FieldProblem[], place: "nodes" | "edges", index: number): FieldProblem[] {
  const at = `how.${place}.${index}`;
  return findings.filter(({ path }) => path === at || path.startsWith(`${at}.`));
}
