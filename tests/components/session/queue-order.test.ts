import { expect, test } from "vitest";
import { beforeWhom, queueOf } from "../../../components/session/queue/queue-order.ts";
import { answering, posted } from "../../core/facts.ts";
import { given } from "../../core/given.ts";

const waits = (id: string, whileRunning: "queue" | "interrupt" = "queue") => posted(id, id, { whileRunning });
const { state } = given(answering(), waits("a"), waits("b"), waits("now", "interrupt"), waits("c"));
const queue = queueOf(state);

test("what waits is shown as it will be delivered", () => {
  expect(queue.map(({ id }) => id)).toEqual(["now", "a", "b", "c"]);
});

test.each([
  ["c", 0, ["c", "a", "b"]],
  ["c", 1, ["a", "c", "b"]],
  ["a", 1, ["b", "a", "c"]],
  ["a", 2, ["b", "c", "a"]],
  ["a", 9, ["b", "c", "a"]],
])("%s comes to place %i", (messageId, place, order) => {
  const where = beforeWhom(queue, messageId, place);
  const moved = given(answering(), waits("a"), waits("b"), waits("now", "interrupt"), waits("c")).when({
    type: "message.move",
    messageId,
    ...where,
  });
  expect(queueOf(moved.state).map(({ id }) => id)).toEqual(["now", ...order]);
});

test("what stands there, or cannot be moved, is not moved", () => {
  expect(beforeWhom(queue, "a", 0)).toBeNull();
  expect(beforeWhom(queue, "c", 5)).toBeNull();
  expect(beforeWhom(queue, "now", 2)).toBeNull();
});
