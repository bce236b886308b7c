import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "../../lib/core/reduce.ts";
import { Moments } from "../../lib/runs/moments.ts";
import { pauseBetween, placeOf } from "../../lib/runs/playing.ts";
import { recorded } from "../core/facts.ts";
import { longSessions } from "../core/long-sessions.ts";
import { happenings, RandomSession } from "../core/random-session.ts";

const dice = fc.array(fc.noBias(fc.nat({ max: 59 })), { minLength: 12, maxLength: 12 });
const story = fc.array(fc.record({ what: fc.constantFrom(...happenings), dice }), { minLength: 1, maxLength: 80 });

test("any moment is what folding the events up to it gives, in whatever order moments are asked for", () => {
  fc.assert(
    fc.property(story, fc.array(fc.nat(), { maxLength: 30 }), fc.nat(), (happened, asked, cut) => {
      const session = new RandomSession();
      for (const each of happened) session.happen(each);
      const { log } = session;
      const known = cut % (log.length + 1);
      const moments = new Moments(log.slice(0, known), 7);
      const seen = asked.slice(0, 5).map((seq) => moments.at(seq % (known + 1)));
      const asText = seen.map((state) => JSON.stringify(state));
      moments.add(log.slice(known));
      for (const seq of asked) {
        const wanted = seq % (log.length + 1);
        expect(moments.at(wanted)).toStrictEqual(fold(log.slice(0, wanted)));
      }
      expect(
        seen.map((state) => JSON.stringify(state)),
        "states that were handed out",
      ).toEqual(asText);
    }),
    { numRuns: 60 },
  );
});

test("what does not continue the log is not taken in, and the same moment is the same state", () => {
  const log = recorded(longSessions["many short answers"]?.(100) ?? []);
  const moments = new Moments(log);
  moments.add(log.slice(10, 20));
  moments.add([{ ...log[0], seq: log.length + 5 } as (typeof log)[number]]);
  expect(moments.head).toBe(log.length);
  expect(moments.at(40)).toBe(moments.at(40));
  expect(moments.at(10_000)).toStrictEqual(fold(log));
  expect(moments.at(-3)).toStrictEqual(fold([]));
});

test("a replay keeps the pace of what happened, but for what nobody would wait for", () => {
  const at = (seconds: number) => new Date(seconds * 1_000).toISOString();
  expect(pauseBetween(at(0), at(1), 1)).toBe(1_000);
  expect(pauseBetween(at(0), at(1), 4)).toBe(250);
  expect(pauseBetween(at(0), at(3_600), 16)).toBe(2_000);
  expect(pauseBetween(at(1), at(0), 1)).toBe(16);
});

test("the place of a moment among the events is that of the last one before it", () => {
  expect([0, 1, 2, 5, 9].map((seq) => placeOf([2, 5, 7], seq))).toEqual([-1, -1, 0, 1, 2]);
});
