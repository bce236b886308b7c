import { expect, test } from "vitest";
import type { Live } from "../../lib/core/live.ts";
import { OpenTurns } from "../../server/runtime/open-turns.ts";
import { measureAppends } from "./measure-appends.ts";

// Ratios of two things that were done one after the other: a slow or busy machine is as slow for both.

test("an append of 100 events through the log reaches at least three tenths of raw SQLite", async () => {
  const { rowsPerSecond, rawRowsPerSecond } = await measureAppends(100, 20_000);
  expect(rowsPerSecond / rawRowsPerSecond).toBeGreaterThan(0.3);
});

test("a token costs the same at the end of a long text as in a short one", async () => {
  await costOfToken(5_000);
  const costs = { short: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 5; round++) {
    costs.short = Math.min(costs.short, await costOfToken(5_000));
    costs.long = Math.min(costs.long, await costOfToken(20_000));
  }
  // It would be four if every token took the text before it along.
  expect(costs.long / costs.short).toBeLessThan(2);
});

/** CPU time of one token of so many, through glimpses and spool, with somebody who reads both. */
async function costOfToken(tokens: number): Promise<number> {
  let heard = 0;
  let spooled = 0;
  const turns = new OpenTurns({
    bus: {
      publishEvents() {},
      publishLive: (_, live: readonly Live[]) => {
        heard += JSON.stringify(live).length;
      },
      subscribe: () => () => {},
      watched: () => [],
    },
    spool: {
      write: async (_, pieces) => {
        spooled += JSON.stringify(pieces).length;
      },
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
  const before = process.cpuUsage();
  for (let n = 0; n < tokens; n++) {
    turn.addText(`word${n} `);
    // About as many tokens together as a quick model sends within a tick.
    if (n % 10 !== 9) continue;
    turns.flush("ses_1");
    await turns.settled();
  }
  const { user, system } = process.cpuUsage(before);
  turns.end(turn);
  await turns.settled();
  expect(heard).toBeGreaterThan(turn.text.length);
  expect(spooled).toBeGreaterThan(turn.text.length);
  return (user + system) / tokens;
}
