import { expect, test } from "vitest";
import { type History, noHistory, recorded, redone, undone } from "../../../components/workflows/edit/history.ts";

/** A text through changes, each with what it is about. */
function play(...changes: ([to: string, about?: string] | "undo" | "redo")[]): string {
  let now = "";
  let history: History<string> = noHistory;
  for (const change of changes) {
    if (change === "undo" || change === "redo") {
      const found = (change === "undo" ? undone : redone)(history, now);
      if (!found) continue;
      now = found.to;
      history = found.history;
    } else {
      history = recorded(history, now, change[1]);
      now = change[0];
    }
  }
  return now;
}

test("goes back and forth, and stops at both ends", () => {
  expect(play(["a"], ["b"], "undo")).toBe("a");
  expect(play(["a"], ["b"], "undo", "undo", "undo")).toBe("");
  expect(play(["a"], ["b"], "undo", "undo", "redo", "redo", "redo")).toBe("b");
});

test("takes typing in one field as one change", () => {
  expect(play(["a"], ["h", "title"], ["he", "title"], ["hey", "title"], "undo")).toBe("a");
  expect(play(["h", "title"], ["x", "task"], ["hey", "title"], "undo")).toBe("x");
});

test("begins a new change after it went back, also in the same field", () => {
  expect(play(["h", "title"], ["he", "title"], "undo", ["ho", "title"], "undo")).toBe("");
  expect(play(["h", "title"], "undo", "redo", ["he", "title"], "undo")).toBe("h");
});

test("forgets what was undone once something else is done", () => {
  expect(play(["a"], ["b"], "undo", ["c"], "redo")).toBe("c");
  expect(play(["a"], ["b"], "undo", ["c"], "undo")).toBe("a");
});
