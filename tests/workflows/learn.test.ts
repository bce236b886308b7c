import { expect, test } from "vitest";
import { nothingYet } from "../../lib/core/state.ts";
import { rulesAfter } from "../../lib/workflows/router/learn.ts";
import { routeAtOnce } from "../../lib/workflows/router/route.ts";
import type { WorkflowOf } from "../../lib/workflows/workflow.ts";

const router: WorkflowOf<"router"> = {
  name: "coach",
  kind: "router",
  agents: ["helios", "ceres"],
  rules: [{ agent: "helios", keywords: ["run", "training"] }],
  fallback: "helios",
};
const goesTo = (rules: WorkflowOf<"router">["rules"], content: string) => {
  const author = { kind: "user" as const, id: "ana" };
  const message = { id: "m", seq: 1, at: "", author, content, parentId: null, status: "placed" as const, tokens: 0 };
  return routeAtOnce({ ...router, rules }, nothingYet, message, () => null).to;
};

test("a corrected message, and one like it, goes where it should have gone", () => {
  const text = "What should I drink after my training run?";
  expect(goesTo(router.rules, text)).toEqual(["helios"]);
  const rules = rulesAfter(
    { ...router, rules: [...(router.rules ?? []), { agent: "ceres", keywords: ["food"] }] },
    "ceres",
    `${text} Smoothies, perhaps lemonade?`,
  );
  expect(rules?.[1]).toEqual({ agent: "ceres", keywords: ["food", "smoothies", "lemonade", "perhaps"] });
  expect(goesTo(rules ?? [], "Smoothies or lemonade?")).toEqual(["ceres"]);
  expect(rulesAfter(router, "ceres", "Which recipe has lentils?")?.[1]).toEqual({
    agent: "ceres",
    keywords: ["lentils", "recipe"],
  });
});

test("a message without a word of its own teaches nothing", () => {
  expect(rulesAfter(router, "ceres", "And what about that, please? 12345")).toBeNull();
  expect(rulesAfter(router, "ceres", "!?")).toBeNull();
});
