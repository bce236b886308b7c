import { describe, expect, test } from "vitest";
import { mayHaveNews, newsIn } from "../../../components/live/session-news.ts";
import type { Run } from "../../../lib/core/state.ts";

const known = (changedAt: string, waitingForPerson = 0, openRuns = 0) => ({ changedAt, waitingForPerson, openRuns });
const run = (fields: object) => ({ id: "r", agent: "general", task: "sum up", calls: [], ...fields }) as unknown as Run;

describe("a session may have news", () => {
  test("when more waits, or fewer run, than when it was last looked at", () => {
    expect(mayHaveNews(known("1", 0, 1), known("2", 1, 1), "0")).toBe(true);
    expect(mayHaveNews(known("1", 0, 1), known("2", 0, 0), "0")).toBe(true);
    expect(mayHaveNews(known("1", 1, 1), known("2", 1, 1), "0")).toBe(false);
    expect(mayHaveNews(known("1", 0, 0), known("2", 0, 1), "0")).toBe(false);
  });

  test("and not because an old one becomes known only now", () => {
    expect(mayHaveNews(undefined, known("1", 1), "5")).toBe(false);
    expect(mayHaveNews(undefined, known("6", 1), "5")).toBe(true);
  });
});

describe("the news in a session", () => {
  test("are the approvals and questions that wait, each under its call", () => {
    const calls = [
      { callId: "c1", turnId: "t", tool: "save_data", status: "awaiting-approval" },
      { callId: "c2", turnId: "t", tool: "ask_user", status: "awaiting-answer", question: { question: "Which?" } },
      { callId: "c3", turnId: "t", tool: "clock", status: "running" },
    ];
    expect(newsIn([run({ finished: null, calls })], undefined, "0")).toEqual([
      { kind: "approval", key: "call:c1", agent: "general", tool: "save_data" },
      { kind: "question", key: "call:c2", agent: "general", question: "Which?" },
    ]);
  });

  test("are the runs that ended since, but for what a person stopped and what another run had begun", () => {
    const runs = [
      run({ id: "old", finished: { outcome: "done" }, finishedAt: "1" }),
      run({ id: "new", finished: { outcome: "done" }, finishedAt: "3" }),
      run({ id: "broken", finished: { outcome: "failed", error: { code: "x", message: "no" } }, finishedAt: "3" }),
      run({ id: "limit", finished: { outcome: "limit", limit: "turns" }, finishedAt: "3" }),
      run({ id: "stopped", finished: { outcome: "cancelled" }, finishedAt: "3" }),
      run({ id: "child", parent: { runId: "new" }, finished: { outcome: "done" }, finishedAt: "3" }),
    ];
    expect(newsIn(runs, known("2"), "0").map(({ kind, key }) => [kind, key])).toEqual([
      ["finished", "run:new"],
      ["failed", "run:broken"],
      ["failed", "run:limit"],
    ]);
    expect(newsIn(runs, undefined, "9")).toEqual([]);
  });
});
