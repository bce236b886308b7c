import { describe, expect, test } from "vitest";
import { newestLeafBelow, siblingsOf } from "../../../components/session/branches.ts";
import { sameItem, timelineOf } from "../../../components/session/timeline.ts";
import { trimState } from "../../../components/session/trim-state.ts";
import type { SessionEvent } from "../../../lib/core/events.ts";
import { branchInView } from "../../../lib/core/path.ts";
import { fold } from "../../../lib/core/reduce.ts";
import { findMessage, type SessionState } from "../../../lib/core/state.ts";
import {
  cancelled,
  finished,
  opened,
  posted,
  queued,
  runStarted,
  turnCompleted,
  turnFailed,
  turnStarted,
} from "../../core/facts.ts";

function stateAfter(...events: SessionEvent[]): SessionState {
  return fold(
    [opened(), ...events].map((event, index) => ({
      ...event,
      seq: index + 1,
      at: `2026-01-01T00:00:${String(index % 60).padStart(2, "0")}Z`,
    })),
  );
}

const drawn = (state: SessionState, leafId = state.leafId) =>
  timelineOf(state, leafId).map((item) => `${item.kind} ${item.kind === "said" ? item.message.content : item.key}`);

const asked = (run: string, message: string) => [queued(run, { replyTo: message }), runStarted(run)];
const answered = (run: string, text: string) => [
  turnStarted(run, `${run}-turn`),
  turnCompleted(run, `${run}-turn`, text),
  finished(run),
];

describe("what stands in the conversation", () => {
  test("a message waits for its answer, is answered, and its run is told no more", () => {
    const begun = [posted("q", "hello"), ...asked("r", "q")];
    expect(drawn(stateAfter(...begun))).toEqual(["said hello", "idle r:idle"]);
    expect(drawn(stateAfter(...begun, turnStarted("r", "t")))).toEqual(["said hello", "streaming t"]);
    expect(drawn(stateAfter(...begun, ...answered("r", "hi")))).toEqual(["said hello", "said hi"]);
  });

  test("a streaming turn and the message it becomes have one key", () => {
    const before = timelineOf(stateAfter(posted("q"), ...asked("r", "q"), turnStarted("r", "t")), "q").at(-1);
    const state = stateAfter(posted("q"), ...asked("r", "q"), turnStarted("r", "t"), turnCompleted("r", "t", "hi"));
    expect(
      timelineOf(state, state.leafId).find((item) => item.kind === "said" && item.message.turnId === "t")?.key,
    ).toBe(before?.key);
  });

  test("an attempt that broke stands before the answer that came after it", () => {
    const state = stateAfter(
      posted("q", "hello"),
      ...asked("r", "q"),
      turnStarted("r", "t1"),
      turnFailed("r", "t1", "overloaded", { partial: "he", nextModel: "local/x" }),
      turnStarted("r", "t2", 2),
      turnCompleted("r", "t2", "hi"),
      finished("r"),
    );
    expect(drawn(state)).toEqual(["said hello", "broke t1:broke", "said hi"]);
  });

  test("a run that failed says so after what it answered, until it is tried again", () => {
    const failed = [
      posted("q", "hello"),
      ...asked("r", "q"),
      turnStarted("r", "t"),
      turnFailed("r", "t", "no_model"),
      finished("r", { outcome: "failed", error: { code: "no_model", message: "None." } }),
    ];
    expect(drawn(stateAfter(...failed))).toEqual(["said hello", "ended r:end"]);
    expect(drawn(stateAfter(...failed, queued("again", { replyTo: "q", retryOf: "r" }), runStarted("again")))).toEqual([
      "said hello",
      "idle again:idle",
    ]);
  });

  test("what was said when a person stopped it stays, without an attempt that broke", () => {
    const state = stateAfter(
      posted("q", "hello"),
      ...asked("r", "q"),
      turnStarted("r", "t"),
      cancelled("r"),
      turnFailed("r", "t", "cancelled", { partial: "hi th" }),
      finished("r", { outcome: "cancelled" }),
    );
    expect(drawn(state)).toEqual(["said hello", "said hi th", "ended r:end"]);
  });

  test("a question edited is a branch: each side shows its own answer", () => {
    const edited = { id: "q2", content: "hello again", author: { kind: "user" as const, id: "ada" } };
    const state = stateAfter(
      posted("q", "hello"),
      ...asked("r", "q"),
      ...answered("r", "hi"),
      { type: "message.edited", messageId: "q", message: edited },
      ...asked("r2", "q2"),
      ...answered("r2", "hi again"),
    );
    expect(drawn(state)).toEqual(["said hello again", "said hi again"]);
    const first = findMessage(state, "q");
    expect(first && siblingsOf(state, first)).toEqual({ ids: ["q", "q2"], index: 0 });
    expect(drawn(state, newestLeafBelow(state, "q"))).toEqual(["said hello", "said hi"]);
  });

  test("an answer made anew is a branch, and is seen while it is being written", () => {
    const state = stateAfter(
      posted("q", "hello"),
      ...asked("r", "q"),
      ...answered("r", "hi"),
      ...asked("r2", "q"),
      turnStarted("r2", "t2"),
    );
    expect(drawn(state)).toEqual(["said hello", "streaming t2"]);
    expect(drawn(state, newestLeafBelow(state, "r-turn-message"))).toEqual(["said hello", "said hi"]);
    const both = stateAfter(
      posted("q", "hello"),
      ...asked("r", "q"),
      ...answered("r", "hi"),
      ...asked("r2", "q"),
      ...answered("r2", "ho"),
    );
    const answer = branchInView(both).at(-1);
    expect(answer && siblingsOf(both, answer)).toEqual({ ids: ["r-turn-message", "r2-turn-message"], index: 1 });
  });

  test("an answer and the next question after the same message are no versions of each other", () => {
    const state = stateAfter(
      posted("q"),
      ...asked("r", "q"),
      finished("r", { outcome: "failed", error: { code: "no_model", message: "None." } }),
      posted("q2", "next", { parentId: "q" }),
      queued("again", { replyTo: "q", retryOf: "r" }),
      ...answered("again", "late"),
    );
    const late = branchInView(state).at(-1);
    expect(late?.content).toBe("late");
    expect(late && siblingsOf(state, late)).toBeNull();
  });

  test("an event draws anew only what it changes", () => {
    const before = stateAfter(posted("q", "hello"), ...asked("r", "q"), turnStarted("r", "t"));
    const event = { ...turnCompleted("r", "t", "hi"), seq: before.head + 1, at: "2026-01-01T00:01:00Z" };
    const now = fold([event], before);
    const [was, is] = [timelineOf(before, before.leafId), timelineOf(now, now.leafId)];
    expect(is.map((item, index) => was[index] !== undefined && sameItem(item, was[index]))).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("what a page comes with", () => {
  test("a short conversation comes whole", () => {
    const state = stateAfter(posted("q"), ...asked("r", "q"), ...answered("r", "hi"));
    expect(trimState(state)).toEqual({ state, whole: true });
  });

  test("of a long one the end comes, and draws as it does in the whole", () => {
    const events: SessionEvent[] = [];
    for (let n = 0; n < 80; n++) {
      events.push(
        posted(`q${n}`, `question ${n}`, { parentId: n === 0 ? null : `r${n - 1}-turn-message` }),
        ...asked(`r${n}`, `q${n}`),
        ...answered(`r${n}`, `answer ${n}`),
      );
    }
    const failure = { code: "no_model", message: "None." };
    const last = posted("last", "and now?", { parentId: "r79-turn-message" });
    events.push(last, ...asked("failed", "last"), finished("failed", { outcome: "failed", error: failure }));
    const whole = stateAfter(...events);
    const trimmed = trimState(whole);
    expect(trimmed.whole).toBe(false);
    expect(trimmed.state.messages).toHaveLength(30);
    expect(trimmed.state.runs).toHaveLength(16);
    expect(drawn(trimmed.state)).toEqual(drawn(whole).slice(-31));
  });

  test("a few very long messages come alone, the last one in any case", () => {
    const long = stateAfter(
      posted("a", "x".repeat(200_000)),
      posted("b", "y".repeat(200_000), { parentId: "a" }),
      posted("c", "z".repeat(400_000), { parentId: "b" }),
    );
    expect(trimState(long).state.messages.map((message) => message.id)).toEqual(["c"]);
  });
});
