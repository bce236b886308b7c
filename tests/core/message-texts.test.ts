import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import { textsOf, textsPlacedBy } from "../../lib/core/message-texts.ts";
import { fold } from "../../lib/core/reduce.ts";
import { cancelled, opened, posted, queued, recorded, turnFailed, turnStarted, wholeTurn } from "./facts.ts";

function texts(...events: SessionEvent[]) {
  const log = recorded(events);
  const state = fold(log);
  const placed = textsPlacedBy(log, state);
  expect(placed.toSorted((a, b) => a.seq - b.seq)).toEqual(textsOf(state.messages).toSorted((a, b) => a.seq - b.seq));
  return placed.map(({ messageId, content }) => [messageId, content]);
}
const user = { kind: "user" as const, id: "ada" };

describe("the texts that events place", () => {
  test("are what people and agents said", () => {
    expect(
      texts(opened(), posted("m1", "hello"), queued("r1", { replyTo: "m1" }), ...wholeTurn("r1", "t1", "hi")),
    ).toEqual([
      ["m1", "hello"],
      [expect.any(String), "hi"],
    ]);
  });

  test("are not those of messages that wait, until they are delivered, with the words that they have then", () => {
    const waiting = [opened(), posted("m1", "later", { whileRunning: "queue" })];
    expect(texts(...waiting)).toEqual([]);
    const edited: SessionEvent = {
      type: "message.edited",
      messageId: "m1",
      message: { id: "m2", content: "soon", author: user },
    };
    expect(texts(...waiting, edited)).toEqual([]);
    expect(texts(...waiting, edited, { type: "message.delivered", messageId: "m1", as: "queued" })).toEqual([
      ["m1", "soon"],
    ]);
    expect(texts(...waiting, { type: "message.withdrawn", messageId: "m1", by: "ada" })).toEqual([]);
  });

  test("are both branches of an edited message, and what an agent had said when it was stopped", () => {
    const edited: SessionEvent = {
      type: "message.edited",
      messageId: "m1",
      message: { id: "m2", content: "two", author: user },
    };
    expect(
      texts(
        opened(),
        posted("m1", "one"),
        edited,
        queued("r1", { replyTo: "m2" }),
        turnStarted("r1", "t1"),
        cancelled("r1"),
        turnFailed("r1", "t1", "cancelled", { partial: "I was" }),
      ),
    ).toEqual([
      ["m1", "one"],
      ["m2", "two"],
      ["t1:partial", "I was"],
    ]);
  });

  test("are none of a turn that failed and said nothing that stays", () => {
    expect(
      texts(
        opened(),
        posted("m1", "a"),
        queued("r1", { replyTo: "m1" }),
        turnStarted("r1", "t1"),
        turnFailed("r1", "t1", "network", { partial: "x" }),
      ),
    ).toEqual([["m1", "a"]]);
  });
});
