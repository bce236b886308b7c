import { workflowKind } from "../../../lib/workflows/workflow-kind.ts";
import { workflow } from "../schemas/workflow.ts";
import { definitionRoutes } from "./definitions.ts";

const steps = [
  { agent: "general", task: "Write three headlines about this:\n\n{{ input }}" },
  { agent: "general", task: "Pick the best of these and say why:\n\n{{ last }}" },
];

export const workflowRoutes = definitionRoutes({
  kind: workflowKind,
  many: "workflows",
  One: "Workflow",
  a: "a workflow",
  tag: "Workflows",
  view: workflow,
  example: { name: "headlines", description: "Writes headlines and picks one.", how: { kind: "chain", steps } },
  replacementExample: { how: { kind: "router", agents: ["general", "ceres"], fallback: "general" } },
  caseExample: { title: "A greeting", message: "Hello, who are you?", agent: "general" },
});
