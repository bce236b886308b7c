import { describe, expect, test } from "vitest";
import { fold } from "../../../lib/core/reduce.ts";
import { nothingYet, type SessionState } from "../../../lib/core/state.ts";
import { searchHistory } from "../../../server/tools/builtin/search-history.ts";
import { useTool } from "../../../server/tools/use-tool.ts";
import { finished, opened, posted, queued, recorded, turnCompleted, turnStarted } from "../../core/facts.ts";
import { callInSession, toolContext } from "../tool-context.ts";

/** Messages that follow each other. */
function conversation(...texts: string[]): SessionState {
  return fold(
    recorded([
      opened(),
      ...texts.map((text, index) => posted(`m${index}`, text, { parentId: index > 0 ? `m${index - 1}` : null })),
    ]),
  );
}

const search = (state: SessionState, args: Record<string, unknown>) =>
  useTool(searchHistory, args, callInSession(state), () => 0);

async function found(state: SessionState, query: string, limit?: number): Promise<string[]> {
  const outcome = await search(state, { query, ...(limit && { limit }) });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return (outcome.result.details as { matches: { messageId: string }[] }).matches.map((match) => match.messageId);
}

describe("searching a session", () => {
  const state = conversation("The Kettle is blue", "a blue BIKE", "kettle, blue-ish", "something else");

  test("finds messages that hold all words, in any case and order, newest first", async () => {
    expect(await found(state, "blue kettle")).toEqual(["m2", "m0"]);
    expect(await found(state, "BIKE")).toEqual(["m1"]);
  });

  test("gives at most as many as asked for", async () => {
    expect(await found(state, "e", 2)).toEqual(["m3", "m2"]);
    expect(await found(conversation(...Array(30).fill("same")), "same")).toHaveLength(10);
  });

  test("says so when there is nothing", async () => {
    expect(await search(state, { query: "green kettle" })).toMatchObject({
      ok: true,
      result: { content: "No message of this session holds all of these words." },
    });
    expect(await search(nothingYet, { query: "x" })).toMatchObject({ ok: true, result: { details: { matches: [] } } });
  });

  test("shows where and by whom it was said, with a piece of the text around it", async () => {
    const long = conversation(`${"before ".repeat(100)}the needle\nis here ${"after ".repeat(100)}`);
    const outcome = await search(long, { query: "needle" });
    const content = outcome.ok ? outcome.result.content : "";
    expect(content).toMatch(/^- 2026-01-01T00:00:00\.000Z ada: ….*the needle is here after.*…$/);
    expect(content.length).toBeLessThan(400);
  });

  test("takes the characters of a query as they are", async () => {
    const odd = conversation("a+b (c) [d] .* \\d $1", "aab");
    expect(await found(odd, "a+b")).toEqual(["m0"]);
    expect(await found(odd, ".* \\d $1")).toEqual(["m0"]);
  });

  test("does not find what an edit replaced", async () => {
    const edited = fold(
      recorded([
        opened(),
        posted("m0", "I live in Paris"),
        {
          type: "message.edited",
          messageId: "m0",
          message: { id: "m1", content: "I live in Rome", author: { kind: "user", id: "ada" } },
        },
      ]),
    );
    expect(await found(edited, "live")).toEqual(["m1"]);
  });

  test("finds what a task said beside the conversation", async () => {
    const withTask = fold(
      recorded([
        opened(),
        posted("m0", "hello"),
        queued("run-9"),
        turnStarted("run-9", "turn-9"),
        turnCompleted("run-9", "turn-9", "a rare word"),
        finished("run-9"),
      ]),
    );
    expect(await found(withTask, "rare")).toHaveLength(1);
  });

  test.each([
    [{}],
    [{ query: "  " }],
    [{ query: "x".repeat(501) }],
    [{ query: "a", limit: 0 }],
    [{ query: "a", limit: 51 }],
  ])("%j is refused", async (args) => {
    expect(await search(state, args)).toMatchObject({ ok: false, error: { code: "invalid_arguments" } });
  });

  test("needs a session", async () => {
    expect(await useTool(searchHistory, { query: "a" }, toolContext(), () => 0)).toMatchObject({
      ok: false,
      error: { code: "conflict" },
    });
  });
});
