import { describe, expect, test } from "vitest";
import { baselineOf, findAnomalies, type Measure, median } from "../../lib/operations/anomalies.ts";
import { anomalyReason, anomalyTitle } from "../../lib/operations/anomaly-words.ts";
import {
  deviationOf,
  deviationText,
  deviationWords,
  readDeviation,
  runsOfAnomaly,
} from "../../lib/operations/deviation.ts";
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
    expect(runsOfAnomaly(anomaly)).toMatch(/^\/runs\?deviation=agent%3Ageneral%3Alatency%3A2026-01-01T12%3A\d{4}$/);
    expect(deviationWords(deviationOf(anomaly))).toMatch(
      /^Agent general: runs with a turn of 2\.\d s or more, in the hour from 12:00 UTC on 2026-01-01\.$/,
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

describe("the runs that made it", () => {
  const anomaly = { kind: "model", name: "ollama/llama3:8b", hour: hour(12), value: 9, usual: 1, spread: 0 } as const;
  const told = (measure: Measure, limit: number) => deviationOf({ ...anomaly, measure, limit, hours: 8, of: 5 });

  test("are those beyond the limit, whatever the rounding; of errors, all that had one", () => {
    expect(told("latency", 1_234.9).over).toBe(1_234);
    expect(told("tokens", 512.7).over).toBe(512);
    expect(told("cost", 0.000512345678).over).toBe(0.000512345);
    expect(told("errors", 0.2).over).toBe(0);
  });

  test("stand in an address as text, also of names with colons, and what is no deviation is none", () => {
    for (const deviation of [told("latency", 1_234), told("cost", 0.000512), told("errors", 0.2)])
      expect(readDeviation(deviationText(deviation))).toEqual(deviation);
    for (const text of [
      "",
      "model:a:latency:2026-01-01T12:x",
      "person:a:latency:2026-01-01T12:1",
      "model:a:mood:2026-01-01T12:1",
    ])
      expect(readDeviation(text)).toBeNull();
  });
});
