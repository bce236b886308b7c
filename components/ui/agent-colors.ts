export interface AgentColor {
  text: string;
  /** A quiet ground under `text`. */
  ground: string;
  /** A strong ground or line. */
  solid: string;
  border: string;
}

/** Class names in full, so that the style sheet has them. */
export const agentColors = [
  { text: "text-agent-1", ground: "bg-agent-1-muted", solid: "bg-agent-1", border: "border-agent-1" },
  { text: "text-agent-2", ground: "bg-agent-2-muted", solid: "bg-agent-2", border: "border-agent-2" },
  { text: "text-agent-3", ground: "bg-agent-3-muted", solid: "bg-agent-3", border: "border-agent-3" },
  { text: "text-agent-4", ground: "bg-agent-4-muted", solid: "bg-agent-4", border: "border-agent-4" },
  { text: "text-agent-5", ground: "bg-agent-5-muted", solid: "bg-agent-5", border: "border-agent-5" },
  { text: "text-agent-6", ground: "bg-agent-6-muted", solid: "bg-agent-6", border: "border-agent-6" },
  { text: "text-agent-7", ground: "bg-agent-7-muted", solid: "bg-agent-7", border: "border-agent-7" },
  { text: "text-agent-8", ground: "bg-agent-8-muted", solid: "bg-agent-8", border: "border-agent-8" },
] as const satisfies AgentColor[];

/** Always the same colour for the same name. */
export function agentColor(name: string): AgentColor {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return agentColors[(hash >>> 0) % agentColors.length] ?? agentColors[0];
}
