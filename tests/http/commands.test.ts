import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awaitRun } from "../../server/runtime/await-answer.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);

const open = async () => (await call("POST", "/api/v1/sessions", {})).body.id as string;
const command = (sessionId: string, body: unknown, headers = {}) =>
  call("POST", `/api/v1/sessions/${sessionId}/commands`, body, headers);
const types = (told: { body: { events: { type: string }[] } }) => told.body.events.map((each) => each.type);

/** A session whose agent has asked a question, and the call that waits for the answer. */
async function asked() {
  const sessionId = await open();
  const posted = await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: 'ask me "Which colour?"' });
  const waiting = new Promise<string>((resolve) => {
    const look = async () => {
      const state = await server.runtime.sessions.read(sessionId);
      const callId = state.runs[0]?.calls.find((each) => each.status === "awaiting-answer")?.callId;
      if (callId) resolve(callId);
    };
    server.runtime.ports.bus.subscribe(sessionId, { events: () => void look(), live: () => {} });
    void look();
  });
  return { sessionId, runId: posted.body.runId as string, callId: await waiting };
}

describe("a command", () => {
  test("is done, and answers the head and what it caused", async () => {
    const told = await command(await open(), { type: "message.post", content: "hello" });
    expect(told.status).toBe(200);
    expect(types(told).slice(0, 3)).toEqual(["message.posted", "message.routed", "run.queued"]);
    const head = told.body.events.at(-1).seq;
    expect(told.body).toMatchObject({ head, cursor: head, repeated: false });
  });

  test("may be wrapped, with an id that makes it happen once", async () => {
    const sessionId = await open();
    const body = { commandId: "cmd-1", command: { type: "message.post", content: "hello" } };
    const first = await command(sessionId, body);
    const again = await command(sessionId, body);
    expect(again.body).toEqual({ ...first.body, repeated: true });
    const { body: messages } = await call("GET", `/api/v1/sessions/${sessionId}/messages?all=true`);
    expect(messages.items.filter((each: { content: string }) => each.content === "hello")).toHaveLength(1);
  });

  test("takes the Idempotency-Key for its id, so that the log knows it", async () => {
    const sessionId = await open();
    const told = await command(sessionId, { type: "session.change", title: "New" }, { "idempotency-key": "rename-1" });
    expect(told.body.events[0]).toMatchObject({ type: "session.changed", commandId: "rename-1" });
  });

  test("moves a message that waits, and lists it in its new place", async () => {
    const { sessionId } = await asked();
    const ids: string[] = [];
    for (const content of ["first", "second", "third"]) {
      const told = await command(sessionId, { type: "message.post", content });
      ids.push(told.body.events[0].message.id);
    }
    const moved = await command(sessionId, { type: "message.move", messageId: ids[2], before: ids[0] });
    expect(moved.body.events).toMatchObject([{ type: "message.moved", messageId: ids[2], before: ids[0] }]);
    const { body } = await call("GET", `/api/v1/sessions/${sessionId}/messages?all=true`);
    const waiting = body.items.filter((each: { status: string }) => each.status === "waiting");
    expect(waiting.map((each: { content: string }) => each.content)).toEqual(["third", "first", "second"]);
    const unknown = { type: "message.move", messageId: ids[0], after: ids[1] };
    expectProblem(await command(sessionId, unknown), 400, "invalid");
  });

  test("answers a question, once", async () => {
    const { sessionId, runId, callId } = await asked();
    const told = await command(sessionId, { type: "question.answer", callId, answer: "blue" });
    expect(types(told)).toEqual(expect.arrayContaining(["question.answered", "tool.finished"]));
    const { sessions, ports } = server.runtime;
    expect((await awaitRun(sessions, ports.bus, sessionId, runId, 10_000))?.reply?.content).toMatch(/blue/);
    expectProblem(
      await command(sessionId, { type: "question.answer", callId, answer: "red" }),
      409,
      "conflict",
      /once only/,
    );
  });

  test("cancels a run that waits", async () => {
    const { sessionId, runId } = await asked();
    expect(types(await command(sessionId, { type: "run.cancel", runId }))).toContain("run.cancelled");
    const { sessions, ports } = server.runtime;
    expect((await awaitRun(sessions, ports.bus, sessionId, runId, 10_000))?.run.finished?.outcome).toBe("cancelled");
    expect((await command(sessionId, { type: "run.cancel", runId })).body.events).toEqual([]);
  });

  test("is refused with what is wrong with the form that was meant", async () => {
    const sessionId = await open();
    expectProblem(await command(sessionId, {}), 400, "invalid", /type: must be one of message\.post, /);
    expectProblem(await command(sessionId, { type: "message.shout" }), 400, "invalid", /type: must be one of/);
    expectProblem(await command(sessionId, { type: "message.post" }), 400, "invalid", /content: is required/);
    expectProblem(
      await command(sessionId, { type: "message.post", content: "x", ownerId: "y" }),
      400,
      "invalid",
      /ownerId: is not a known field/,
    );
    expectProblem(
      await command(sessionId, { command: { type: "run.steer", runId: "r" } }),
      400,
      "invalid",
      /command\.content: is required/,
    );
    expectProblem(await command(sessionId, { commandId: "x" }), 400, "invalid", /command: /);
    expectProblem(
      await command(sessionId, { commandId: "not an id", command: { type: "session.close" } }),
      400,
      "invalid",
      /commandId: may hold/,
    );
    expectProblem(await command(sessionId, "[1,2]"), 400, "invalid");
    expectProblem(await command("ses_nothing", { type: "session.close" }), 404, "not_found");
  });

  test("to a closed session is refused in words", async () => {
    const sessionId = await open();
    await command(sessionId, { type: "session.close" });
    expectProblem(await command(sessionId, { type: "message.post", content: "x" }), 409, "conflict", /completed/);
  });
});
