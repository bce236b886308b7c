import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import { watchForLoops } from "../../lib/core/loop-guard.ts";
import { answering, toolFailed, toolStarted, wholeCall, wholeTurn } from "./facts.ts";
import { given } from "./given.ts";

/** One turn per letter; the same letter is the same call. A capital call fails. */
function calling(letters: string, from = 0): SessionEvent[] {
  return [...letters].flatMap((letter, index) => {
    const n = from + index;
    const call = { callId: `c${n}`, tool: "echo", arguments: { b: [letter.toLowerCase()], a: 1 } };
    const ending =
      letter === letter.toUpperCase()
        ? [toolStarted("r1", `c${n}`), toolFailed("r1", `c${n}`)]
        : wholeCall("r1", `c${n}`);
    return [...wholeTurn("r1", `t${n}`, "", [call]), ...ending];
  });
}

const story = (letters: string, ...more: SessionEvent[]) => given(answering(), calling(letters), more);
const verdictOf = (letters: string) => {
  const run = story(letters).state.runs[0];
  return run && watchForLoops(run);
};
const goOn = [
  { type: "run.paused", runId: "r1", reason: "circles", by: "loop-guard" },
  { type: "run.resumed", runId: "r1", by: "ada" },
] as const;

describe("The loop guard", () => {
  test.each([
    ["", "free"],
    ["aab", "free"],
    ["aabaab", "free"],
    ["abcabcabc", "free"],
    ["ababa", "free"],
    ["ABCD", "free"],
    ["ABCDeFGHI", "free"],
    ["aaa", "told"],
    ["xaaa", "told"],
    ["ababab", "told"],
    ["xababab", "told"],
    ["ABCDE", "told"],
    ["aaab", "told"],
    ["aaabcd", "told"],
    ["aaaa", "stuck"],
    ["abababa", "stuck"],
    ["ABCDEF", "stuck"],
    ["aaabccc", "stuck"],
  ])("sees in %j: %s", (letters, verdict) => {
    expect(verdictOf(letters)?.verdict).toBe(verdict);
  });

  test("says what it saw, and at which call", () => {
    expect(verdictOf("xaaab")).toEqual({ verdict: "told", callId: "c3", sign: "the same call three times in a row" });
    expect(verdictOf("ababab")).toMatchObject({ callId: "c5", sign: "two calls taking turns three times" });
    expect(verdictOf("ABCDE")).toMatchObject({ callId: "c4", sign: "five failures in a row" });
  });

  test("compares arguments by what they say, not by how they are written", () => {
    const call = (n: number, args: unknown) => [
      ...wholeTurn("r1", `t${n}`, "", [{ callId: `c${n}`, tool: "echo", arguments: args }]),
      ...wholeCall("r1", `c${n}`),
    ];
    const verdict = (...args: unknown[]) => {
      const run = given(
        answering(),
        args.flatMap((each, n) => call(n, each)),
      ).state.runs[0];
      return run && watchForLoops(run).verdict;
    };
    expect(verdict({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, { a: 1, b: { c: 2, d: 3 } })).toBe("told");
    expect(verdict({ a: [1, 2] }, { a: [2, 1] }, { a: [1, 2] })).toBe("free");
    expect(verdict({ a: null }, {}, { a: null })).toBe("free");
    expect(verdict({ a: 1 }, { a: 1, b: 2 }, { a: 1 })).toBe("free");
    expect(verdict({ a: 1 }, [1], { a: 1 })).toBe("free");
    expect(verdict("raw", "raw", "raw")).toBe("told");
  });

  test("does not take three equal calls of one turn for an answer to its notice", () => {
    const three = [1, 2, 3, 4].map((n) => ({ callId: `c${n}`, tool: "echo" }));
    const run = given(answering(), wholeTurn("r1", "t1", "", three)).state.runs[0];
    expect(run && watchForLoops(run)).toMatchObject({ verdict: "told", callId: "c3" });
  });

  test("looks anew when a person let the run go on", () => {
    expect(story("aaaa").nextStep("r1")).toMatchObject({ do: "pause" });
    expect(story("aaaa", ...goOn).nextStep("r1")).toMatchObject({ do: "call-model" });
    expect(story("aaaa", ...goOn, ...calling("aa", 4)).nextStep("r1")).toMatchObject({ do: "call-model" });
    expect(
      story("aaaa", ...goOn, ...calling("aaa", 4))
        .context("r1")
        .at(-1),
    ).toMatchObject({ content: expect.stringContaining("Notice") });
    expect(story("aaaa", ...goOn, ...calling("aaaa", 4)).nextStep("r1")).toMatchObject({ do: "pause" });
  });

  test("forgets what it said a hundred calls ago", () => {
    const others = Array.from({ length: 100 }, (_, n) => String.fromCodePoint(0x61 + (n % 26))).join("");
    expect(verdictOf(`zzz${others}yyy`)).toMatchObject({ verdict: "told", callId: "c105" });
  });
});

describe("An agent that goes in circles", () => {
  test("is told once, beside the result of the call", () => {
    const results = story("aaa")
      .context("r1")
      .filter((message) => message.role === "tool");
    expect(
      results.map((message) => message.content.includes("Notice: this was the same call three times in a row")),
    ).toEqual([false, false, true]);
    expect(story("aaa").nextStep("r1")).toMatchObject({ do: "call-model" });
    expect(
      story("aaab")
        .context("r1")
        .filter((message) => message.content.includes("Notice")),
    ).toHaveLength(1);
  });

  test("is paused when it goes on all the same, and a person decides", () => {
    const [toldTwice, paused] = [story("aaa", ...calling("a", 3).slice(0, -1)), calling("a", 3).slice(-1)];
    const outcome = toldTwice.whenWorkerRecords(...paused);
    outcome.then(
      { type: "tool.finished" },
      {
        type: "run.paused",
        runId: "r1",
        by: "loop-guard",
        reason: "The agent goes in circles: the same call three times in a row. Stop it, steer it or let it go on.",
      },
    );
    given(outcome.afterwards)
      .when({ type: "run.steer", runId: "r1", content: "Try b" })
      .then({ type: "message.posted" }, { type: "run.resumed" });
    given(outcome.afterwards)
      .when({ type: "run.cancel", runId: "r1" })
      .then({ type: "run.cancelled" }, { type: "run.finished", outcome: "cancelled" });
  });
});
