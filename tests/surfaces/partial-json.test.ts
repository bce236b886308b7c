import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { PartialJson } from "../../lib/surfaces/partial-json.ts";

/** Objects with a key `__proto__` are left out: reading them must not reach the prototype, so that key is dropped. */
const json = fc.jsonValue({ maxDepth: 6 }).filter((value) => !JSON.stringify(value).includes("__proto__"));
const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });

function pieces(text: string, at: readonly number[]): string[] {
  const places = [0, ...at.map((each) => each % (text.length + 1)), text.length].sort((a, b) => a - b);
  return places.slice(1).map((place, index) => text.slice(places[index], place));
}

describe("JSON that is still being written", () => {
  test("ends as what JSON.parse reads, however it was cut", () => {
    fc.assert(
      fc.property(json, cuts, fc.boolean(), (value, at, spaced) => {
        const text = JSON.stringify(value, null, spaced ? 2 : 0);
        const reader = new PartialJson();
        for (const piece of pieces(text, at)) reader.push(piece);
        expect(reader.finish()).toBe(true);
        expect(reader.value).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  test("never throws, and gives the same for the same text, whatever comes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 300 }),
          json.map((value) => JSON.stringify(value).slice(0, -1)),
        ),
        cuts,
        (text, at) => {
          const whole = new PartialJson().push(text);
          const cut = new PartialJson();
          for (const piece of pieces(text, at)) cut.push(piece);
          expect(cut.value).toEqual(whole.value);
          expect(cut.ok).toBe(whole.ok);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test("holds at every moment only what the end will hold too: texts grow, numbers come when they are whole", () => {
    const text = '{"rows":[["N\\u006frth",12.5],["So';
    const reader = new PartialJson();
    const seen = [...text].map((character) => structuredClone(reader.push(character).value));
    expect(seen.at(-1)).toEqual({ rows: [["North", 12.5], ["So"]] });
    expect(seen).not.toContainEqual({ rows: [["North", 1]] });
    expect(seen).toContainEqual({ rows: [["N"]] });
  });

  test("is read no further behind what is no JSON, and nesting without end is none", () => {
    expect(new PartialJson().push('{"a":1} and more').ok).toBe(false);
    expect(new PartialJson().push("[".repeat(100_000)).ok).toBe(false);
    expect(new PartialJson().push('{"a":tru').finish()).toBe(false);
  });

  test("does not reach an object's prototype", () => {
    const reader = new PartialJson().push('{"__proto__":{"polluted":true},"a":1}');
    expect(reader.value).toEqual({ a: 1 });
    expect((reader.value as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("is read once: a long text in small pieces takes no more steps than in one", () => {
    const text = JSON.stringify({ rows: Array.from({ length: 5_000 }, (_, index) => [index, "text ".repeat(5)]) });
    const reader = new PartialJson();
    for (let at = 0; at < text.length; at += 7) reader.push(text.slice(at, at + 7));
    expect(reader.finish()).toBe(true);
    expect(reader.value).toEqual(JSON.parse(text));
  });
});
