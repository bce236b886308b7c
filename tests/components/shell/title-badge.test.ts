import { expect, test } from "vitest";
import { badgedTitle } from "../../../components/shell/use-title-badge.ts";

test.each([
  ["Inbox · Troupe", 2, "(2) Inbox · Troupe"],
  ["(2) Inbox · Troupe", 3, "(3) Inbox · Troupe"],
  ["(2) Inbox · Troupe", 0, "Inbox · Troupe"],
  ["Inbox · Troupe", 0, "Inbox · Troupe"],
  ["", 1, ""],
])("%j with %i waiting is %j", (title, count, shown) => {
  expect(badgedTitle(title, count)).toBe(shown);
});
