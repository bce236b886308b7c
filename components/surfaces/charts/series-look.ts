import { agentColors } from "../../ui/agent-colors.ts";

const dashes = [undefined, "6 3", "2 3", "8 3 2 3"];

/** A series has its colour and, for those who do not see it, its own dashes. */
export function seriesLook(index: number): { text: string; dash: string | undefined } {
  return {
    text: agentColors[index % agentColors.length]?.text ?? "text-primary",
    dash: dashes[Math.floor(index / 2) % dashes.length],
  };
}
