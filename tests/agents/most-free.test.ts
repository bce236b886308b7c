import { expect, test } from "vitest";
import { mostFree } from "../../lib/agents/most-free.ts";
import { nothingYet } from "../../lib/core/state.ts";
import { agent } from "../core/test-world.ts";

const agents = [
  agent("zeus", { capabilities: ["research", "thunder"] }),
  agent("ada", { capabilities: ["research"] }),
  agent("bob"),
];
const busy = (...names: string[]) => ({
  ...nothingYet,
  runs: names.map((name) => ({ agent: name, finished: null })) as never,
});

test("of those who can do it, the one with the least to do here is asked", () => {
  expect(mostFree(agents, busy(), "research")?.name).toBe("ada");
  expect(mostFree(agents, busy("ada", "ada", "zeus"), "Research ")?.name).toBe("zeus");
  expect(mostFree(agents, busy("zeus"), "thunder")?.name).toBe("zeus");
});

test("nobody is asked for what nobody can do", () => {
  expect(mostFree(agents, busy(), "cooking")).toBeNull();
});
