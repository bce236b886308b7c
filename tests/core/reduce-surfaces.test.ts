import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { opened, recorded } from "./facts.ts";
import { someSurface } from "./test-world.ts";

const shown: SessionEvent[] = [opened(), { type: "surface.shown", surfaceId: "s", surface: someSurface }];

function changedBy(...patch: { op: "add" | "replace" | "remove"; path: string; value?: unknown }[]) {
  const by = { kind: "user" as const, id: "ada" };
  const changed = { type: "surface.changed", surfaceId: "s", patch, by } as SessionEvent;
  return fold(recorded([...shown, changed])).surfaces[0];
}

describe("a surface that is changed", () => {
  const shownFirst = fold(recorded(shown)).surfaces[0];

  test("is as the patch says, and knows when", () => {
    expect(changedBy({ op: "replace", path: "/title", value: "Another" })).toEqual({
      ...shownFirst,
      title: "Another",
      data: {},
      changedSeq: 3,
    });
    expect(changedBy({ op: "remove", path: "/title" })).not.toHaveProperty("title");
  });

  test("stays as it was where the patch does not fit any more, all of it", () => {
    const first = { op: "replace" as const, path: "/title", value: "Another" };
    expect(changedBy(first, { op: "remove", path: "/nodes/gone" })).toEqual(shownFirst);
  });

  test("keeps what is not its author's to write", () => {
    expect(
      changedBy({ op: "add", path: "/id", value: "other" }, { op: "add", path: "/acted", value: { form: {} } }),
    ).toEqual({
      ...shownFirst,
      data: {},
      changedSeq: 3,
    });
  });
});
