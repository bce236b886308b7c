import { describe, expect, test } from "vitest";
import { placeOfMessage } from "../../../components/session/place-of-message.ts";
import type { SessionEvent } from "../../../lib/core/events.ts";
import { fold } from "../../../lib/core/reduce.ts";
import type { SessionState } from "../../../lib/core/state.ts";
import { opened, posted, queued, runStarted, turnCompleted, turnStarted } from "../../core/facts.ts";

function stateAfter(...events: SessionEvent[]): SessionState {
  const at = "2026-01-01T00:00:00Z";
  return fold([opened(), ...events].map((event, index) => ({ ...event, seq: index + 1, at })));
}

const edited: SessionEvent = {
  type: "message.edited",
  messageId: "q",
  message: { id: "q2", content: "hello again", author: { kind: "user", id: "ada" } },
};

describe("where a message is to be looked at", () => {
  const state = stateAfter(posted("q", "hello"), posted("more", "and more", { parentId: "q" }), edited);

  test("in the session's own branch, where it stands there", () => {
    expect(placeOfMessage(state, null, "q2")).toEqual({ is: "said", leafId: null });
  });

  test("in the newest branch that goes on from it, where it stands in another", () => {
    expect(placeOfMessage(state, null, "q")).toEqual({ is: "said", leafId: "more" });
  });

  test("in the branch in view, which is not left for nothing", () => {
    expect(placeOfMessage(state, "more", "q")).toEqual({ is: "said", leafId: "more" });
    expect(placeOfMessage(state, "more", "q2")).toEqual({ is: "said", leafId: null });
  });

  test("nowhere, where it is not, waits or was withdrawn", () => {
    expect(placeOfMessage(state, null, "other")).toEqual({ is: "nowhere" });
    const waiting = stateAfter(posted("q"), queued("r", { replyTo: "q" }), posted("w", "", { whileRunning: "queue" }));
    expect(placeOfMessage(waiting, null, "w")).toEqual({ is: "nowhere" });
  });

  test("in its run, where that answers nobody in the conversation", () => {
    const aside = stateAfter(
      posted("q"),
      queued("child"),
      runStarted("child"),
      turnStarted("child", "t"),
      turnCompleted("child", "t", "done"),
    );
    const id = aside.messages.find((message) => message.runId === "child")?.id ?? "";
    expect(placeOfMessage(aside, null, id)).toEqual({ is: "aside", runId: "child" });
  });
});
