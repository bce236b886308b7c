/** What is being completed: `@` an agent anywhere, `/` a command or a tool at the beginning. */
export interface Completion {
  kind: "agent" | "command";
  query: string;
  /** Where its text begins and ends. */
  from: number;
  to: number;
}

/** No name is longer; what stands before it is not looked at, however long. */
const longestName = 100;

export function completionAt(text: string, caret: number): Completion | null {
  const start = Math.max(0, caret - longestName - 2);
  const before = text.slice(start, caret);
  const command = start === 0 ? /^\/([\w.:-]*)$/.exec(before) : null;
  if (command) return { kind: "command", query: (command[1] ?? "").toLowerCase(), from: 0, to: caret };
  const mention = /(?:^|\s)@([a-z0-9-]*)$/i.exec(before);
  if (!mention) return null;
  const query = mention[1] ?? "";
  return { kind: "agent", query: query.toLowerCase(), from: caret - query.length - 1, to: caret };
}

/** Who a message is for, where it begins with an agent's name. */
export function addresseeOf(text: string, agents: readonly string[]): { to: string | null; content: string } {
  const [whole = "", name = ""] = /^@([a-z0-9-]+)[\s,:]+/i.exec(text) ?? [];
  const to = agents.find((agent) => agent === name.toLowerCase());
  return to && text.length > whole.length ? { to, content: text.slice(whole.length) } : { to: null, content: text };
}
