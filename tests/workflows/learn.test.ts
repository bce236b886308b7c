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
const posted = {
  id: "m",
  seq: 1,
  at: "",
  author: { kind: "user" as const, id: "ana" },
  parentId: null,
  status: "placed" as const,
  tokens: 0,
};
const goesTo = (rules: WorkflowOf<"router">["rules"], content: string) => {
  return routeAtOnce({ ...router, rules }, nothingYet, { ...posted, content }, () => null).to;
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

test("a message with fewer words of its own than another agent has of it goes where it should, by what it says as a whole", () => {
  const asking = {
    ...router,
    classifier: { agent: "router" },
    rules: [{ agent: "helios", keywords: ["workout", "gym"] }],
  };
  const text = "Plan a workout for the gym";
  const rules = rulesAfter(asking, "ceres", text) ?? [];
  expect(rules[1]).toEqual({
    agent: "ceres",
    keywords: ["plan", "plan a workout for the gym", "plan a workout for the"],
  });
  const message = (content: string) => ({ ...posted, content });
  const goes = (content: string) => routeAtOnce({ ...asking, rules }, nothingYet, message(content), () => null);
  expect(goes(text)).toMatchObject({ to: ["ceres"], by: "keyword" });
  expect(goes("A workout in the gym")).toMatchObject({ to: ["helios"], by: "keyword" });
});

test("a message without a word of its own teaches nothing", () => {
  expect(rulesAfter(router, "ceres", "And what about that, please? 12345")).toBeNull();
  expect(rulesAfter(router, "ceres", "!?")).toBeNull();
});
