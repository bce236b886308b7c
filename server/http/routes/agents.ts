import { agentKind } from "../../../lib/agents/agent-kind.ts";
import { agent } from "../schemas/agent.ts";
import { definitionRoutes } from "./definitions.ts";

export const agentRoutes = definitionRoutes({
  kind: agentKind,
  many: "agents",
  One: "Agent",
  a: "an agent",
  tag: "Agents",
  view: agent,
  example: {
    name: "translator",
    description: "Translates into plain English.",
    instructions: "Translate what you are given into plain English.",
    models: ["demo/demo"],
    tools: [{ name: "ask_user" }, { name: "save_data", approval: "always" }],
  },
  replacementExample: { instructions: "Translate into plain English, and say what you were unsure of." },
  caseExample: { title: "Translates a greeting", message: "Bonjour !", expect: [{ is: "contains", text: "hello" }] },
});
