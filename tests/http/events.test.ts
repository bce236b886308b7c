import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
let sessionId: string;
let head: number;
const call = apiClient(() => server);
beforeAll(async () => {
  server = await startServer();
  const { body } = await call("POST", "/api/v1/messages", { content: "What is 6*7?", wait: true });
  sessionId = body.sessionId;
  head = body.cursor;
});
afterAll(() => server.stop());

const events = (query: string, headers = {}) =>
  call("GET", `/api/v1/sessions/${sessionId}/events${query}`, undefined, headers);
const seqs = (told: { body: { items: { seq: number }[] } }) => told.body.items.map((each) => each.seq);
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("the log over REST", () => {
  test("is given whole, numbered without a gap", async () => {
    const told = await events("");
    expect(seqs(told)).toEqual(upTo(1, head));
    expect(told.body.items[0].type).toBe("session.opened");
    expect(told.body.nextCursor).toBeNull();
  });

  test("is given from behind a place, page by page, each once", async () => {
    const seen: number[] = [];
    let cursor: string | null = "0";
    while (cursor !== null) {
      const told = await events(`?cursor=${cursor}&limit=3`);
      expect(seqs(told)).not.toEqual([]);
      seen.push(...seqs(told));
      cursor = told.body.nextCursor;
    }
    expect(seen).toEqual(upTo(1, head));
    expect(seqs(await events("?after=4"))).toEqual(upTo(5, head));
    expect((await events(`?after=${head}`)).body).toEqual({ items: [], nextCursor: null });
  });

  test("refuses a place beyond its end, and one that is no place", async () => {
    expectProblem(
      await events(`?after=${head + 1}`),
      400,
      "invalid",
      new RegExp(`beyond the end of the log, which is ${head}`),
    );
    for (const after of ["-1", "x", "1.5", ""]) expectProblem(await events(`?after=${after}`), 400, "invalid", /after/);
    expectProblem(await events("", { "last-event-id": "x" }), 400, "invalid");
  });
});
