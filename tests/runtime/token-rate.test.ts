import { expect, test, vi } from "vitest";
import type { Live } from "../../lib/core/live.ts";
import { guessTokens } from "../../lib/core/tokens.ts";
import { OpenTurns } from "../../server/runtime/open-turns.ts";

const word = "forty characters of what a model writes.";

/** Twenty-five pieces a second, as many seconds as asked for. */
function stream(seconds: number): Live[] {
  vi.useFakeTimers();
  const heard: Live[] = [];
  const turns = new OpenTurns({
    bus: {
      publishEvents() {},
      publishLive: (_, live) => void heard.push(...live.map((each) => ({ ...each }))),
      subscribe: () => () => {},
      watched: () => [],
    },
    spool: {
      write: async () => {},
      read: async () => ({ text: "", reasoning: "" }),
      forget: async () => {},
      trim: async () => {},
    },
    worker: "wrk_1",
    monotonic: () => performance.now(),
    onTrouble: (what) => {
      throw new Error(what);
    },
  });
  const turn = turns.begin("ses_1", "run_1", "turn_1");
  vi.advanceTimersByTime(30_000);
  for (let n = 0; n < seconds * 25; n++) {
    turn.addText(word);
    vi.advanceTimersByTime(40);
  }
  turns.end(turn);
  vi.advanceTimersByTime(10_000);
  vi.useRealTimers();
  return heard;
}

test("while a turn is written its rate is told about once a second, and no more when it is over", () => {
  const rates = stream(5).filter((each) => each.type === "rate");
  expect(rates.length).toBeGreaterThanOrEqual(4);
  expect(rates.length).toBeLessThanOrEqual(5);
  for (const rate of rates) expect(rate).toEqual({ type: "rate", runId: "run_1", tokensPerSecond: expect.any(Number) });
  const tokens = 25 * guessTokens(word);
  for (const { tokensPerSecond } of rates) expect(Math.abs(tokensPerSecond - tokens)).toBeLessThan(tokens / 10);
});

test("what is over within a second has no rate", () => {
  expect(stream(0.5).some((each) => each.type === "rate")).toBe(false);
});
