import { describe, expect, test } from "vitest";
import { takesCanary } from "../../lib/definitions/canary.ts";

const canary = { version: 2, share: 0.2, since: "2026-01-02T00:00:00.000Z" };
const later = "2026-01-03T00:00:00.000Z";
const ids = Array.from({ length: 5_000 }, (_, index) => `ses_${index}`);

describe("a version on trial", () => {
  test("takes its share of the sessions", () => {
    const taken = ids.filter((id) => takesCanary(canary, id, later)).length;
    expect(taken / ids.length).toBeGreaterThan(0.17);
    expect(taken / ids.length).toBeLessThan(0.23);
  });

  test("keeps those that it has when the share grows", () => {
    const wider = { ...canary, share: 0.5 };
    for (const id of ids) if (takesCanary(canary, id, later)) expect(takesCanary(wider, id, later)).toBe(true);
  });

  test("takes no session that began before it", () => {
    expect(ids.filter((id) => takesCanary({ ...canary, share: 0.99 }, id, "2026-01-01T00:00:00.000Z"))).toEqual([]);
  });
});
