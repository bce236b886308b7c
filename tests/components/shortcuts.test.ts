import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Action, addActions } from "../../components/ui/actions.ts";
import { shortcutKeys, shortcutText } from "../../components/ui/shortcut-keys.ts";
import { shortcutFinder } from "../../components/ui/shortcut-listener.ts";

const action = (id: string, shortcut?: string): Action => ({ id, label: id, group: "Test", shortcut, run: () => {} });
const nowhere = { typing: false, covered: false };

let singleKeys: boolean;
let find: ReturnType<typeof shortcutFinder>;
let stops: (() => void)[];

beforeEach(() => {
  singleKeys = true;
  find = shortcutFinder({ mac: false, singleKeys: () => singleKeys });
  const offered = ["mod+k", "?", "/", "g c", "g r", "escape", "mod+shift+o", "j"].map((keys) => action(keys, keys));
  stops = [addActions(() => offered)];
});
afterEach(() => {
  for (const stop of stops) stop();
});

function press(key: string, more: Partial<KeyboardEvent> = {}, where = nowhere): string | undefined {
  const event = { key, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, timeStamp: 0, ...more };
  return find(event, where)?.id;
}

describe("a key", () => {
  test("asks for what has it as its shortcut", () => {
    expect(press("k", { ctrlKey: true })).toBe("mod+k");
    expect(press("O", { ctrlKey: true, shiftKey: true })).toBe("mod+shift+o");
    expect(press("Escape")).toBe("escape");
    expect(press("j")).toBe("j");
    expect(press("k")).toBeUndefined();
  });

  test("that Shift made a sign of is that sign", () => {
    expect(press("?", { shiftKey: true })).toBe("?");
    expect(press("/")).toBe("/");
  });

  test("with the other system's modifier asks for nothing", () => {
    expect(press("k", { metaKey: true })).toBeUndefined();
  });

  test("after another within a moment asks for both", () => {
    expect(press("g")).toBeUndefined();
    expect(press("c", { timeStamp: 500 })).toBe("g c");
    expect(press("c", { timeStamp: 600 })).toBeUndefined();
    press("g", { timeStamp: 1_000 });
    expect(press("r", { timeStamp: 9_000 })).toBeUndefined();
  });

  test("with Shift held down between two does not break them apart", () => {
    press("g");
    expect(press("Shift", { shiftKey: true })).toBeUndefined();
    expect(press("c", { timeStamp: 100 })).toBe("g c");
  });

  test("alone asks for nothing where one types, nor when single keys are turned off", () => {
    expect(press("j", {}, { typing: true, covered: false })).toBeUndefined();
    expect(press("k", { ctrlKey: true }, { typing: true, covered: false })).toBe("mod+k");
    singleKeys = false;
    expect(press("?")).toBeUndefined();
    press("g");
    expect(press("c")).toBeUndefined();
    expect(press("Escape")).toBe("escape");
  });

  test("asks for nothing behind an open window, but the palette", () => {
    const where = { typing: false, covered: true };
    expect(press("Escape", {}, where)).toBeUndefined();
    expect(press("j", {}, where)).toBeUndefined();
    expect(press("k", { ctrlKey: true }, where)).toBe("mod+k");
  });

  test("asks for what came last, where two want the same", () => {
    stops.push(addActions(() => [action("the page's own", "escape")]));
    expect(press("Escape")).toBe("the page's own");
    stops.pop()?.();
    expect(press("Escape")).toBe("escape");
  });
});

test("a shortcut is said as the machine says it", () => {
  expect(shortcutText("mod+shift+o", true)).toBe("⌘⇧O");
  expect(shortcutText("mod+shift+o", false)).toBe("Ctrl+Shift+O");
  expect(shortcutKeys("g c", false)).toEqual([["G"], ["C"]]);
});
