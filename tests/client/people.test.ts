import { expect, test } from "vitest";
import { glimpsePeople, nobody, stillTyping, typingLastsMs, whoTypes } from "../../lib/client/people.ts";

test("people come and go, each with the number of their windows", () => {
  const here = glimpsePeople(
    nobody,
    [
      { type: "presence", userId: "ada", online: 1 },
      { type: "presence", userId: "bob", online: 1 },
      { type: "presence", userId: "ada", online: 2 },
    ],
    0,
  );
  expect(here.online).toEqual({ ada: 2, bob: 1 });
  expect(glimpsePeople(here, [{ type: "presence", userId: "bob", online: 0 }], 1).online).toEqual({ ada: 2 });
});

test("who types is told once, however many windows, until the last of them is silent", () => {
  const typing = (window: string, active: boolean) => ({ type: "typing", userId: "ada", active, window }) as const;
  const both = glimpsePeople(nobody, [typing("one", true), typing("two", true)], 0);
  expect(whoTypes(both)).toEqual(["ada"]);
  const left = glimpsePeople(both, [typing("one", false)], 1);
  expect(whoTypes(left)).toEqual(["ada"]);
  expect(whoTypes(glimpsePeople(left, [typing("two", false)], 2))).toEqual([]);
});

test("who fell silent without saying so is forgotten, who says it again is not", () => {
  const began = glimpsePeople(nobody, [{ type: "typing", userId: "ada", active: true, window: "one" }], 0);
  const again = glimpsePeople(began, [{ type: "typing", userId: "bob", active: true, window: "two" }], 4_000);
  expect(whoTypes(stillTyping(again, typingLastsMs - 1))).toEqual(["ada", "bob"]);
  expect(whoTypes(stillTyping(again, typingLastsMs))).toEqual(["bob"]);
  expect(stillTyping(began, 0)).toBe(began);
});

test("what tells of no people changes nothing", () => {
  expect(glimpsePeople(nobody, [{ type: "rate", runId: "run_1", tokensPerSecond: 3 }], 0)).toBe(nobody);
});
