import { describe, expect, test } from "vitest";
import { baselineOf, findAnomalies, median, runsOfAnomaly } from "../../lib/operations/anomalies.ts";
import { anomalyReason, anomalyTitle } from "../../lib/operations/anomaly-words.ts";
import { type FigureGroup, type Figures, noFigures } from "../../lib/operations/figures.ts";
import { bucketOf } from "../../lib/operations/latency.ts";

const hour = (n: number) =>
  `2026-01-${String(1 + Math.floor(n / 24)).padStart(2, "0")}T${String(n % 24).padStart(2, "0")}`;

function at(n: number, ms: number, figures: Partial<Figures> = {}, name = "general"): FigureGroup {
  return {
    name,
    hour: hour(n),
    figures: { ...noFigures(), turns: 10, inputTokens: 1_000, outputTokens: 200, cost: 0.01, ...figures },
    latencies: new Map([[bucketOf(ms), 10]]),
  };
}

/** Twelve hours of about a second. */
const habit = Array.from({ length: 12 }, (_, n) => at(n, 900 + 20 * n));
const found = (...now: FigureGroup[]) => findAnomalies("agent", [...habit, ...now], hour(12));

describe("the baseline", () => {
  test("is the median and the median distance, which a wild value does not move", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([1, 2, 3, 4])).toBe(2.5);
    expect(median([])).toBeNull();
    const calm = baselineOf([10, 11, 9, 10, 12, 8]);
    expect(calm).toEqual({ usual: 10, spread: 1.4826 });
    expect(baselineOf([10, 11, 9, 10, 12, 8, 100_000])?.usual).toBe(10);
  });
});

describe("an anomaly", () => {
  test("is an hour that is far slower than the hours before", () => {
    expect(found(at(12, 1_300))).toEqual([]);
    const [anomaly, ...others] = found(at(12, 20_000));
    expect(others).toEqual([]);
    expect(anomaly).toMatchObject({ kind: "agent", name: "general", measure: "latency", hours: 12, of: 10 });
    expect(anomaly?.value).toBeGreaterThan(18_000);
  });

  test("says why, and leads to the runs of its hour", () => {
    const [anomaly] = found(at(12, 20_000));
    if (!anomaly) throw new Error("Nothing was found.");
    expect(anomalyTitle(anomaly)).toMatch(/^Agent general: slow turns \(p95\) took (19|20|21)\.\d s$/);
    expect(anomalyReason(anomaly)).toMatch(
      /^Usual is 1\.0 s ± .* by 12 hours of the last week. In the hour from 12:00 UTC, 10 turns\.$/,
    );
    expect(runsOfAnomaly(anomaly)).toBe(
      "/runs?agent=general&since=2026-01-01T12%3A00%3A00.000Z&until=2026-01-01T13%3A00%3A00.000Z",
    );
  });

  test("is found in errors, tokens and cost, the farthest first", () => {
    const now = at(12, 1_000, { turns: 5, turnErrors: 5, inputTokens: 50_000, cost: 0.5 });
    expect(
      found(now)
        .map(({ measure }) => measure)
        .sort(),
    ).toEqual(["cost", "errors", "tokens"]);
  });

  test("is nothing that is quicker, cheaper or too seldom to tell", () => {
    expect(found(at(12, 10, { inputTokens: 10, cost: 0 }))).toEqual([]);
    expect(found(at(12, 60_000, { turns: 2 }))).toEqual([]);
  });

  test("needs a habit, and of the same name", () => {
    expect(findAnomalies("agent", [...habit.slice(0, 5), at(12, 60_000)], hour(12))).toEqual([]);
    expect(found(at(12, 60_000, {}, "other"))).toEqual([]);
  });

  test("is not found again in what comes after it", () => {
    expect(findAnomalies("agent", [...habit, at(12, 60_000), at(13, 1_000)], hour(13))).toEqual([]);
  });

  test("of a tool is about its calls", () => {
    const call = (n: number, callErrors: number): FigureGroup => ({
      ...at(n, 100, { turns: 0, calls: 10 - callErrors, callErrors }, "fetch_url"),
    });
    const before = Array.from({ length: 8 }, (_, n) => call(n, 0));
    const [anomaly] = findAnomalies("tool", [...before, call(12, 6)], hour(12));
    expect(anomaly).toMatchObject({ kind: "tool", measure: "errors", value: 0.6, usual: 0 });
    expect(anomaly && anomalyTitle(anomaly)).toBe("Tool fetch_url: calls failed: 60 %");
  });
});
