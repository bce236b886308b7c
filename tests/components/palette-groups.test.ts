import { afterEach, expect, test } from "vitest";
import { paletteGroups } from "../../components/shell/palette-groups.ts";
import { type Action, addActions } from "../../components/ui/actions.ts";

const action = (label: string, group: string, more: Partial<Action> = {}): Action => ({
  id: `${group}-${label}`,
  label,
  group,
  run: () => {},
  ...more,
});

const stops: (() => void)[] = [];
const offer = (...actions: Action[]) => stops.push(addActions(() => actions));
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});
const labels = (words: string, more: Action[] = [], urgent: Action[] = []) =>
  paletteGroups(words, more, urgent).map(({ value, items }) => [value, ...items.map(({ label }) => label)]);

test("what the page offers stands before what every page does, and what was found at the end", () => {
  offer(action("Runs", "Go to"), action("Agents", "Go to"));
  offer(action("Stop the run", "Chat"));
  expect(labels("", [action("Trip", "Sessions")])).toEqual([
    ["Chat", "Stop the run"],
    ["Go to", "Runs", "Agents"],
    ["Sessions", "Trip"],
  ]);
});

test("every word must be there, in the label, the heading or the keywords", () => {
  offer(action("Use the dark theme", "View", { keywords: "appearance" }), action("Docs", "Go to"));
  expect(labels("dark appear")).toEqual([["View", "Use the dark theme"]]);
  expect(labels("go docs")).toEqual([["Go to", "Docs"]]);
  expect(labels("nothing")).toEqual([]);
});

test("what is only told of, or not meant for it, is left out", () => {
  offer(action("Send", "Chat", { run: undefined }), action("Palette", "View", { notInPalette: true }));
  expect(labels("")).toEqual([]);
});

test("what is urgent stands above everything, where it fits", () => {
  offer(action("Runs", "Go to"));
  const urgent = [action("Stop general", "Running work", { keywords: "Trip" })];
  expect(labels("", [], urgent)).toEqual([
    ["Running work", "Stop general"],
    ["Go to", "Runs"],
  ]);
  expect(labels("trip", [], urgent)).toEqual([["Running work", "Stop general"]]);
  expect(labels("runs", [], urgent)).toEqual([["Go to", "Runs"]]);
});
