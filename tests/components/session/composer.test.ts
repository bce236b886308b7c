import { describe, expect, test } from "vitest";
import { choicesFor } from "../../../components/session/composer/choices.ts";
import { addresseeOf, completionAt } from "../../../components/session/composer/completion.ts";
import { holdOf } from "../../../components/session/composer/hold.ts";
import { leavesText, Recall } from "../../../components/session/composer/recall.ts";
import { canRun, type ToolCard, toolWords } from "../../../components/session/composer/tools/tool-card.ts";
import { compact, dollars, duration, fileSize } from "../../../components/session/format.ts";

describe("completing while writing", () => {
  test.each([
    ["@ge", 3, { kind: "agent", query: "ge", from: 0, to: 3 }],
    ["ask @Gen now", 8, { kind: "agent", query: "gen", from: 4, to: 8 }],
    ["/re", 3, { kind: "command", query: "re", from: 0, to: 3 }],
    ["/docs.read_page", 15, { kind: "command", query: "docs.read_page", from: 0, to: 15 }],
    [`${"x ".repeat(100_000)}@ge`, 200_003, { kind: "agent", query: "ge", from: 200_000, to: 200_003 }],
    [`${"x".repeat(200)}/re`, 203, null],
    ["a /re", 5, null],
    ["me@example", 10, null],
    ["plain", 5, null],
  ])("%j at %i", (text, caret, completion) => expect(completionAt(text, caret)).toEqual(completion));

  test("a message that begins with an agent's name is for that agent", () => {
    expect(addresseeOf("@general, what time is it?", ["general"])).toEqual({
      to: "general",
      content: "what time is it?",
    });
    expect(addresseeOf("@nobody hello", ["general"])).toEqual({ to: null, content: "@nobody hello" });
    expect(addresseeOf("@general ", ["general"])).toEqual({ to: null, content: "@general " });
  });
});

const tool = (name: string, more: Partial<ToolCard> = {}): ToolCard => {
  return { name, description: "", parameters: {}, permissions: [], unavailable: null, ...more };
};

describe("what a slash offers", () => {
  const chosen: string[] = [];
  const choices = (query: string) =>
    choicesFor(
      { kind: "command", query, from: 0, to: query.length + 1 },
      {
        agents: [],
        commands: ["new", "retry"].map((name) => ({ name, label: name, run: () => {} })),
        tools: [tool("search_history"), tool("read_data")],
        onAgent: () => {},
        onCommand: ({ name }) => void chosen.push(name),
        onTool: ({ name }) => void chosen.push(name),
      },
    );

  test("is the commands first and the tools after them, those that begin so before those that hold it", () => {
    expect(choices("").map(({ title }) => title)).toEqual(["/new", "/retry", "/search_history", "/read_data"]);
    expect(choices("re").map(({ title }) => title)).toEqual(["/retry", "/read_data"]);
    expect(choices("data").map(({ title }) => title)).toEqual(["/read_data"]);
    expect(choices("nothing")).toEqual([]);
    choices("data")[0]?.choose();
    expect(chosen).toEqual(["read_data"]);
  });

  test("is only what a person can run here", () => {
    expect(canRun(tool("ask_user", { permissions: ["person"] }), "ses_1")).toBe(false);
    expect(canRun(tool("fetch_url", { unavailable: "No host may be reached." }), "ses_1")).toBe(false);
    expect(canRun(tool("todo", { permissions: ["session"] }), null)).toBe(false);
    expect(canRun(tool("todo", { permissions: ["session"] }), "ses_1")).toBe(true);
  });
});

test("a tool's result stands in a fence that it cannot end itself", () => {
  expect(toolWords("clock", {}, "noon\n")).toBe("I ran the tool `clock`. It gave:\n\n```\nnoon\n```\n");
  expect(toolWords("read", { name: "a" }, "```\nx\n```")).toBe(
    'I ran the tool `read` with `{"name":"a"}`. It gave:\n\n````\n```\nx\n```\n````\n',
  );
});

test("a message waits for its files, and for words to go with them", () => {
  const file = { key: "a", name: "a.txt", size: 1, preview: null };
  const info = {} as never;
  expect(holdOf(" ", [])).toBe("empty");
  expect(holdOf("Hi", [])).toBeNull();
  expect(holdOf("", [{ ...file, status: "ready", file: info }])).toBe("words");
  expect(holdOf("Hi", [{ ...file, status: "sending", sent: 0 }])).toBe("reading");
  expect(holdOf("Hi", [{ ...file, status: "reading", file: info }])).toBe("reading");
  expect(holdOf("Hi", [{ ...file, status: "ready", file: info }])).toBeNull();
  expect(holdOf("Hi", [{ ...file, status: "failed", reason: "", canRetry: true, file: null }])).toBe("failed");
});

describe("what was said before", () => {
  const said = ["third", "second", "first"];

  test("comes back with the arrow from an empty field, and goes again", () => {
    const recall = new Recall();
    expect(recall.step(1, "", said)).toBe("third");
    expect(recall.step(1, "third", said)).toBe("second");
    expect(recall.step(-1, "second", said)).toBe("third");
    expect(recall.step(-1, "third", said)).toBe("");
    expect(recall.step(-1, "", said)).toBeNull();
  });

  test("stays at the first, and leaves alone what is being written", () => {
    const recall = new Recall();
    expect(recall.step(1, "my own", said)).toBeNull();
    for (const text of ["", ...said]) recall.step(1, text, said);
    expect(recall.step(1, "first", said)).toBe("first");
    expect(recall.step(1, "first, changed", said)).toBeNull();
  });

  test("is meant only where the arrow would leave the text", () => {
    expect(leavesText(1, "one\ntwo", 2)).toBe(true);
    expect(leavesText(1, "one\ntwo", 5)).toBe(false);
    expect(leavesText(-1, "one\ntwo", 2)).toBe(false);
    expect(leavesText(-1, "one\ntwo", 5)).toBe(true);
  });
});

test("numbers are short", () => {
  expect([12, 812.4, 4_240, 9_960, 125_000].map(duration)).toEqual(["12 ms", "812 ms", "4.2 s", "10 s", "2 min 5 s"]);
  expect([812, 1_000, 18_432, 1_048_576, 20 * 1_048_576, 2 * 1024 ** 3].map(fileSize)).toEqual([
    "812 B",
    "1 KB",
    "18 KB",
    "1 MB",
    "20 MB",
    "2 GB",
  ]);
  expect([812, 1_000, 18_432, 999_600, 1_234_567].map(compact)).toEqual(["812", "1 k", "18.4 k", "1 M", "1.2 M"]);
  expect([0, 0.0042, 0.5, 12].map(dollars)).toEqual(["$0", "$0.0042", "$0.50", "$12.00"]);
});
