import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyLive, fromPartials } from "../../lib/client/live-texts.ts";
import type { Live } from "../../lib/core/live.ts";

const delta = (offset: number, text: string): Live => ({
  type: "text.delta",
  runId: "run_1",
  turnId: "turn_1",
  offset,
  text,
});

describe("glimpses of a growing text", () => {
  it("are applied when they continue what is known", () => {
    const texts = applyLive({}, [delta(0, "Hel"), delta(3, "lo")]);
    expect(texts.turn_1?.text).toBe("Hello");
  });

  it("are not applied twice", () => {
    const texts = applyLive({}, [delta(0, "Hel"), delta(0, "Hel"), delta(3, "lo"), delta(3, "lo")]);
    expect(texts.turn_1?.text).toBe("Hello");
  });

  it("are not applied behind a gap", () => {
    const texts = applyLive({}, [delta(0, "Hel"), delta(5, " you")]);
    expect(texts.turn_1?.text).toBe("Hel");
  });

  it("continue a partial text that came with the state", () => {
    const texts = applyLive(fromPartials([{ runId: "run_1", turnId: "turn_1", text: "Hel" }]), [
      delta(1, "ello"),
      delta(5, "!"),
    ]);
    expect(texts.turn_1?.text).toBe("Hello!");
  });

  it("never show anything but a beginning of the true text, whatever is lost or doubled", () => {
    const pieces = fc.array(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 20 });
    const fates = fc.array(fc.constantFrom("once", "twice", "lost"), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(pieces, fates, (texts, fate) => {
        const whole = texts.join("");
        let offset = 0;
        const sent = texts.flatMap((text, index) => {
          const piece = delta(offset, text);
          offset += text.length;
          return fate[index] === "lost" ? [] : fate[index] === "twice" ? [piece, piece] : [piece];
        });
        const seen = applyLive({}, sent).turn_1?.text ?? "";
        expect(whole.startsWith(seen)).toBe(true);
      }),
    );
  });
});
