/** What the list of tools tells of one. */
export interface ToolCard {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
  permissions: string[];
  /** Why it cannot be used now. */
  unavailable: string | null;
}

/** Whether a person can run it from here: what asks a person, or works on a session that is not there yet, cannot be. */
export function canRun(tool: ToolCard, sessionId: string | null): boolean {
  if (tool.unavailable !== null || tool.permissions.includes("person")) return false;
  return sessionId !== null || !tool.permissions.includes("session");
}

/** What becomes part of a message: the same words for the person who sends it and for the agent who reads it. */
export function toolWords(tool: string, given: unknown, content: string): string {
  const longestRun = Math.max(0, ...(content.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(Math.max(3, longestRun + 1));
  const isEmpty = JSON.stringify(given) === "{}";
  const how = isEmpty ? "" : ` with \`${JSON.stringify(given).replaceAll("`", "\\u0060")}\``;
  return `I ran the tool \`${tool}\`${how}. It gave:\n\n${fence}\n${content.trimEnd()}\n${fence}\n`;
}
