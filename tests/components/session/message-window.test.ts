import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bounded,
  newestWindow,
  windowAround,
  withNewer,
  withOlder,
} from "../../../components/session/message-window.ts";

describe("the window of messages that are drawn", () => {
  test("begins with the newest and goes along with the end", () => {
    expect(newestWindow(500, 60)).toEqual({ first: 440, until: null });
    expect(newestWindow(10, 60)).toEqual({ first: 0, until: null });
  });

  test("stays where it is for a message that it shows already", () => {
    const now = newestWindow(500, 60);
    expect(windowAround(now, 500, 450)).toBe(now);
  });

  test("moves to a message far up, and draws no more than is around it", () => {
    expect(windowAround(newestWindow(5_000, 60), 5_000, 100)).toEqual({ first: 80, until: 140 });
    expect(windowAround(newestWindow(500, 60), 500, 3)).toEqual({ first: 0, until: 43 });
  });

  test("goes along with the end again once it has reached it", () => {
    expect(withNewer({ first: 80, until: 140 }, 500)).toEqual({ first: 80, until: 170 });
    expect(withNewer({ first: 80, until: 480 }, 500)).toEqual({ first: 80, until: null });
    expect(withOlder({ first: 80, until: 140 }, 500)).toEqual({ first: 50, until: 140 });
    expect(withOlder({ first: 20, until: null }, 500)).toEqual({ first: 0, until: null });
  });

  test("always shows what was asked for, whatever came before", () => {
    const places = fc.record({ count: fc.integer({ min: 1, max: 3_000 }), wanted: fc.integer({ min: 1, max: 200 }) });
    fc.assert(
      fc.property(places, fc.nat(), fc.array(fc.boolean(), { maxLength: 5 }), ({ count, wanted }, at, steps) => {
        const index = at % count;
        let now = windowAround(newestWindow(count, wanted), count, index);
        for (const older of steps) now = older ? withOlder(now, count) : withNewer(now, count);
        now = bounded(now, count);
        expect(index >= now.first && index < (now.until ?? count)).toBe(true);
      }),
    );
  });
});
