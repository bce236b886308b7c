import { describe, expect, test } from "vitest";
import { isUnread, parseSeen, type Seen, withSeen } from "../../components/live/seen.ts";

const nothing: Seen = { since: "2026-01-02", heads: {} };
const changed = (head: number, changedAt = "2026-01-03") => ({ id: "s1", head, changedAt });

describe("a session is unread", () => {
  test("when it went on after it was shown", () => {
    const seen = withSeen(nothing, "s1", 5);
    expect(isUnread(seen, changed(5))).toBe(false);
    expect(isUnread(seen, changed(6))).toBe(true);
  });

  test("when it changed since this browser first came, and was never shown", () => {
    expect(isUnread(nothing, changed(1, "2026-01-03"))).toBe(true);
    expect(isUnread(nothing, changed(1, "2026-01-01"))).toBe(false);
  });
});

test("what was shown is never less than before", () => {
  const seen = withSeen(withSeen(nothing, "s1", 5), "s1", 3);
  expect(seen.heads).toEqual({ s1: 5 });
});

test("the sessions that were shown last are kept, the first ones forgotten", () => {
  let seen = nothing;
  for (let number = 0; number < 600; number++) seen = withSeen(seen, `s${number}`, 1);
  expect(Object.keys(seen.heads).length).toBe(500);
  expect(seen.heads).toHaveProperty("s599");
  expect(seen.heads).not.toHaveProperty("s0");
});

test.each([null, "", "{", "7", '{"since":3}'])("what cannot be read (%j) begins anew", (kept) => {
  expect(parseSeen(kept, "2026-05-05")).toEqual({ since: "2026-05-05", heads: {} });
});
