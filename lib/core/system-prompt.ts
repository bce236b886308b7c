import type { Agent } from "./agent.ts";

type Prompted = Pick<Agent, "name" | "instructions" | "persona" | "variables">;

/** What an agent is told about itself, with its variables filled in; the session's values go before its own. */
export function systemPrompt(agent: Prompted, values: Record<string, string> = {}): string {
  const { role, goal, backstory } = agent.persona ?? {};
  const parts = [
    role && `Your role: ${role}`,
    goal && `Your goal: ${goal}`,
    backstory && `Your background: ${backstory}`,
    agent.instructions,
  ];
  return filled(parts.filter(Boolean).join("\n\n"), { agent: agent.name, ...agent.variables, ...values });
}

/** Names that the text asks for and nothing stands for; a session may still give them. */
export function unknownVariables(agent: Prompted): string[] {
  const known = { agent: agent.name, ...agent.variables };
  const asked = [...systemPrompt({ ...agent, variables: {} }).matchAll(placeholder)].map(([, name]) => name as string);
  return [...new Set(asked)].filter((name) => !Object.hasOwn(known, name));
}

const placeholder = /\{\{\s*([A-Za-z][A-Za-z0-9_-]{0,63})\s*\}\}/g;

/** Once: what a value says is never read as a variable. */
function filled(text: string, values: Record<string, string>): string {
  return text.replace(placeholder, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}
