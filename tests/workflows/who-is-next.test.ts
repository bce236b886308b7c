import { expect, test } from "vitest";
import { fold } from "../../lib/core/reduce.ts";
import type { Message } from "../../lib/core/state.ts";
import { whoIsNext } from "../../lib/workflows/who-is-next.ts";
import { opened, posted, recorded } from "../core/facts.ts";

const asked = (to?: string[]) => {
  const state = fold(recorded([opened({ agent: "helios" }), posted("m1", "Hello", to && { to })]));
  return whoIsNext(state, state.messages[0] as Message);
};

test("In a solo session the session's agent answers", () => {
  expect(asked()).toMatchObject({
    to: ["helios"],
    by: "workflow",
    confidence: 1,
    candidates: [{ agent: "helios", score: 1 }],
  });
});

test("Whom the sender named answers instead", () => {
  expect(asked(["ceres", "general"])).toMatchObject({ to: ["ceres", "general"], by: "user", confidence: 1 });
  expect(asked([])).toMatchObject({ to: ["helios"], by: "workflow" });
});
