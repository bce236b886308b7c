import { expect, test } from "vitest";
import { agentColor, agentColors } from "../../components/ui/agent-colors.ts";

test("a name has always the same colour, and names are spread over all of them", () => {
  const names = Array.from({ length: 400 }, (_, number) => `agent-${number}`);
  const used = new Map<object, number>();
  for (const name of names) used.set(agentColor(name), (used.get(agentColor(name)) ?? 0) + 1);
  expect(used.size).toBe(agentColors.length);
  expect(Math.max(...used.values())).toBeLessThan(100);
});
