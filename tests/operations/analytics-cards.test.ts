import { expect, test } from "vitest";
import type { Analytics, ToldGroup } from "../../lib/operations/analytics.ts";
import { type AnalyticsCard, courseCards, groupCards } from "../../lib/operations/analytics-cards.ts";
import { noFigures } from "../../lib/operations/figures.ts";
import { csvOf } from "../../lib/surfaces/csv-of.ts";
import { tableOf } from "../../lib/surfaces/table-of.ts";

function group(name: string, figures: Partial<ToldGroup> = {}): ToldGroup {
  return { ...noFigures(), name, p50Ms: null, p90Ms: null, p95Ms: null, p99Ms: null, latencies: [], ...figures };
}

const analytics: Analytics = {
  since: "2026-01-30T00",
  until: "2026-02-01T00",
  byTime: [
    group("2026-01-30", { turns: 2, inputTokens: 100, cachedTokens: 40, outputTokens: 30, reasoningTokens: 10 }),
    group("2026-01-31", {
      turns: 1,
      p95Ms: 1_234,
      latencies: [
        { ms: 100, count: 2 },
        { ms: 900, count: 1 },
      ],
    }),
  ],
  byAgent: [group("b", { turns: 1 }), group("a", { turns: 3, turnErrors: 1, runsDone: 1, runsFailed: 1, cost: 0.25 })],
  byModel: [],
  byTool: [group("echo", { calls: 3, callErrors: 1, p50Ms: 3 })],
  byOwner: [],
};

function csv(cards: readonly AnalyticsCard[], id: string): string {
  const card = cards.find((each) => each.id === id);
  const table = card && tableOf(card.widget);
  if (!card || !table) throw new Error(`There is no card ${id}.`);
  return csvOf([{ title: card.title, table }]);
}

test("tokens are told in parts that add up to what was read and written", () => {
  expect(csv(courseCards(analytics), "tokens")).toBe(
    ",Read anew,Read from the cache,Written,Thought\r\n01-30,60,40,20,10\r\n01-31,0,0,0,0",
  );
});

test("an hour where nothing was measured has no time", () => {
  expect(csv(courseCards(analytics), "latency")).toBe(",p50 (s),p95 (s)\r\n01-30,,\r\n01-31,,1.234");
});

test("times are told by doublings, those between the quickest and the slowest too", () => {
  expect(csv(courseCards(analytics), "turn-times")).toBe(
    ",How many\r\n< 128 ms,2\r\n< 256 ms,0\r\n< 512 ms,0\r\n< 1 s,1",
  );
  expect(csv(courseCards({ ...analytics, byTime: [] }), "turn-times")).toBe(",How many");
});

test("who did most stands first, with the share that failed", () => {
  const [head, first, second] = csv(groupCards(analytics), "agents").split("\r\n");
  expect(head).toMatch(/^Agent,Turns,Failed,Runs done/);
  expect(first).toMatch(/^a,3,0\.25,0\.5,/);
  expect(second).toMatch(/^b,1,0,,/);
  expect(csv(groupCards(analytics), "tools")).toContain("\r\necho,4,0.25,0.003,,");
});
