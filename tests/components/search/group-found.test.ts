import { expect, test } from "vitest";
import { groupFound } from "../../../components/search/group-found.ts";
import type { Found } from "../../../lib/search/found.ts";

const hit = (sessionId: string, messageId: string): Found => ({
  sessionId,
  sessionTitle: `Title of ${sessionId}`,
  messageId,
  seq: 1,
  author: { kind: "user", id: "ada" },
  at: "2026-01-01T00:00:00.000Z",
  snippet: { text: "", marks: [] },
  score: 1,
});

test("what was found stands by session, the best first, each message once", () => {
  const groups = groupFound([hit("a", "1"), hit("b", "2"), hit("a", "3"), hit("a", "1")]);
  expect(groups.map(({ title, hits }) => [title, hits.map(({ messageId }) => messageId)])).toEqual([
    ["Title of a", ["1", "3"]],
    ["Title of b", ["2"]],
  ]);
});
