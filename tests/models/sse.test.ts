import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSseParser } from "../../server/models/sse.ts";

function parse(pieces: Buffer[]): [string, string][] {
  const events: [string, string][] = [];
  const parser = createSseParser((data, name) => events.push([name, data]));
  for (const piece of pieces) parser.push(piece);
  return events;
}

function split(bytes: Buffer, cuts: number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...places, bytes.length].map((end, n) => bytes.subarray(n === 0 ? 0 : places[n - 1], end));
}

describe("the parser of server-sent events", () => {
  it("gives names and data, joins data lines, and skips comments and fields that it does not know", () => {
    const text = ": keep-alive\n\nevent: greeting\nid: 7\ndata: hello\ndata:  world\n\nretry: 10\ndata\n\n";
    expect(parse([Buffer.from(text)])).toEqual([
      ["greeting", "hello\n world"],
      ["", ""],
    ]);
  });

  it("does not report an event that no empty line ended", () => {
    expect(parse([Buffer.from("data: whole\n\ndata: half\n")])).toEqual([["", "whole"]]);
  });

  it("takes a mark of byte order at the beginning, and lines that end in CR alone", () => {
    expect(parse([Buffer.from("\ufeffdata: a\r\rdata: b\r\r")])).toEqual([
      ["", "a"],
      ["", "b"],
    ]);
  });

  it("gives the same events for any split of the bytes, also inside a character, and for every kind of line end", () => {
    const event = fc.record({
      name: fc.constantFrom("", "delta", "größe"),
      data: fc.array(
        fc.string({ unit: "binary" }).map((text) => text.replace(/[\r\n]/g, "")),
        { minLength: 1, maxLength: 3 },
      ),
      comment: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 6 }),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.array(fc.nat({ max: 5000 }), { maxLength: 40 }),
        (events, lineEnd, cuts) => {
          const text = events
            .map(({ name, data, comment }) =>
              [
                ...(comment ? [": ping"] : []),
                ...(name ? [`event: ${name}`] : []),
                ...data.map((line) => `data: ${line}`),
                "",
                "",
              ].join(lineEnd),
            )
            .join("");
          const bytes = Buffer.from(text);
          const whole = parse([bytes]);
          expect(whole).toEqual(events.map(({ name, data }) => [name, Buffer.from(data.join("\n")).toString()]));
          expect(parse(split(bytes, cuts))).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("gives up on a frame that grows beyond any sense", () => {
    const parser = createSseParser(() => undefined);
    const megabyte = Buffer.alloc(1024 * 1024, "x");
    const taken = Array.from({ length: 20 }, () => parser.push(megabyte));
    expect(taken.at(0)).toBe(true);
    expect(taken.at(-1)).toBe(false);
  });
});
