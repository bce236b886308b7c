import { describe, expect, it } from "vitest";
import type { Live } from "../../lib/core/live.ts";
import { WaitingGlimpses } from "../../server/socket/waiting-glimpses.ts";

const delta = (offset: number, text: string, turnId = "turn_1"): Live => ({
  type: "text.delta",
  runId: "run_1",
  turnId,
  offset,
  text,
});

describe("glimpses that wait for a busy client", () => {
  it("are joined where they belong together, and leave what others were given as it was", () => {
    const waiting = new WaitingGlimpses();
    const first = delta(0, "Hel");
    waiting.add("ses_1", [first, delta(3, "lo")]);
    waiting.add("ses_1", [delta(0, "Other", "turn_2")]);
    expect(waiting.take("ses_1")).toEqual([delta(0, "Hello"), delta(0, "Other", "turn_2")]);
    expect(first).toEqual(delta(0, "Hel"));
    expect(waiting.isEmpty).toBe(true);
  });

  it("are dropped where they become too many, in number or in size", () => {
    for (const text of ["", "x".repeat(5_000)]) {
      const waiting = new WaitingGlimpses();
      let most = 0;
      for (let n = 0; n < 2_000; n++) {
        waiting.add(`ses_${n % 3}`, [delta(0, text, `turn_${n}`)]);
        const held = waiting.sessions().flatMap((id) => waiting.take(id) ?? []);
        for (const [index, each] of held.entries()) waiting.add(`ses_${index % 3}`, [each]);
        most = Math.max(most, JSON.stringify(held).length);
      }
      expect(most).toBeLessThan(512 * 1024);
    }
  });
});
