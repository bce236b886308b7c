import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, expectProblem, type Told } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);

const open = async (wanted: object = {}) => (await call("POST", "/api/v1/sessions", wanted)).body.id as string;

describe("a message that is posted", () => {
  test("without a session opens one, named after its first words", async () => {
    const content = "Please tell me how the moon came to be where it is, and why it stays there.";
    const told = await call("POST", "/api/v1/messages", { content });
    expect(told.status).toBe(202);
    expect(told.body).toMatchObject({ runId: expect.stringMatching(/^run_/), status: "queued" });
    const session = await call("GET", `/api/v1/sessions/${told.body.sessionId}`);
    expect(session.body.title).toBe("Please tell me how the moon came to be where it is, and why…");
    expect(told.body.cursor).toBeLessThanOrEqual(session.body.head);
  });

  test("that names nobody goes to whom the front desk finds, and to whom the person prefers where they said so", async () => {
    const post = async (content: string) => {
      const { body } = await call("POST", "/api/v1/messages", { content, wait: true });
      const { body: session } = await call("GET", `/api/v1/sessions/${body.sessionId}`);
      return [session.workflow, session.runs[0].agent];
    };
    expect(await post("Plan a workout")).toEqual(["front-desk", "helios"]);
    expect(await post("Which colour is the sky?")).toEqual(["front-desk", "general"]);
    await call("PATCH", "/api/v1/users/me/preferences", { agent: "ceres" });
    expect(await post("Plan a workout")).toEqual(["solo", "ceres"]);
    await call("PATCH", "/api/v1/users/me/preferences", { agent: null });
  });

  test("whose routing a person corrects becomes a case of the router, and a rule of its draft where they wish", async () => {
    const content = "Is lentil soup good after a workout?";
    const { body: told } = await call("POST", "/api/v1/messages", { content, workflow: "coach", wait: true });
    expect(told.reply.author.id).toBe("helios");
    const path = `/api/v1/sessions/${told.sessionId}`;
    const { messageId } = told;
    const correction = { type: "message.reroute", messageId, to: "ceres", keepAsRule: true };
    expect((await call("POST", `${path}/commands`, correction)).status).toBe(200);
    const { body: cases } = await call("GET", "/api/v1/workflows/coach/cases");
    expect(cases.items).toEqual([expect.objectContaining({ message: content, agent: "ceres" })]);
    expect((await call("GET", "/api/v1/workflows/coach")).body).toMatchObject({ state: "changed", version: 1 });
    const { body: draft } = await call("GET", "/api/v1/workflows/coach/draft");
    const rule = draft.body.how.rules.find((each: { agent: string }) => each.agent === "ceres");
    expect(rule.keywords).toEqual(expect.arrayContaining(["lentil", "soup"]));
    expect((await server.runtime.sessions.read(told.sessionId)).messages[0]?.routed).toMatchObject({
      to: ["ceres"],
      by: "user",
      was: ["helios"],
      candidates: expect.arrayContaining([expect.objectContaining({ agent: "helios", hits: ["workout"] })]),
    });
    const { body: run } = await call("POST", "/api/v1/workflows/coach/cases/run", {});
    expect(run.results[0]).toMatchObject({ passed: true });
    await call("DELETE", "/api/v1/workflows/coach/draft");
  });

  test("for a workflow opens a session in which the workflow says who answers", async () => {
    const content = "Plan a workout for me";
    const told = await call("POST", "/api/v1/messages", { content, workflow: "coach", wait: true });
    expect(told.status).toBe(200);
    expect(told.body.reply.author).toEqual({ kind: "agent", id: "helios" });
    expect((await call("GET", `/api/v1/sessions/${told.body.sessionId}`)).body.workflow).toBe("coach");
    expectProblem(await call("POST", "/api/v1/messages", { content, workflow: "nobody" }), 404, "not_found", /nobody/);
    expectProblem(
      await call("POST", "/api/v1/messages", { content, workflow: "coach", sessionId: told.body.sessionId }),
      400,
      "invalid",
      /workflow: can be given for a new session only/,
    );
  });

  test("and waited for is answered with the reply and what it took", async () => {
    const told = await call("POST", "/api/v1/messages", { content: "What is 6*7?", wait: true, title: "Sums" });
    expect(told.status).toBe(200);
    expect(told.body).toMatchObject({
      status: "done",
      outcome: "done",
      reply: { content: "`calculate` answered: 42", author: { kind: "agent", id: "general" } },
      cost: 0,
    });
    expect(told.body.usage.input).toBeGreaterThan(0);
    expect((await call("GET", `/api/v1/sessions/${told.body.sessionId}`)).body).toMatchObject({
      title: "Sums",
      head: told.body.cursor,
    });
  });

  test("and waited for no longer than it takes answers 202, and goes on", async () => {
    const told = await call("POST", "/api/v1/messages", { content: 'ask me "Which colour?"', wait: 5 });
    expect(told.status).toBe(202);
    expect(told.body.runId).toMatch(/^run_/);
  });

  test("may wait as long as a number too large says: it is clamped, not refused", async () => {
    expect((await call("POST", "/api/v1/messages", { content: "hello", wait: 99_999_999 })).status).toBe(200);
  });

  test("to a run that fails is answered with the failure", async () => {
    const broken = { name: "broken", instructions: "x", models: ["openai/nothing"] };
    expect((await call("POST", "/api/v1/agents", broken)).status).toBe(201);
    const told = await call("POST", "/api/v1/messages", { content: "hello", agent: "broken", wait: true });
    expect(told.status).toBe(200);
    expect(told.body).toMatchObject({
      outcome: "failed",
      status: "failed",
      reply: null,
      error: { code: expect.any(String) },
    });
    expect(told.body.error.message).toMatch(/OPENAI_API_KEY/);
  });

  test("in a session is answered by the agent that is named", async () => {
    await call("POST", "/api/v1/agents", { name: "second", instructions: "x", models: ["demo/demo"] });
    const sessionId = await open();
    for (const named of [{ agent: "second" }, { to: "second" }, { to: ["second"] }]) {
      const told = await call("POST", "/api/v1/messages", { sessionId, content: "hello", wait: true, ...named });
      expect(told.body.reply.author).toEqual({ kind: "agent", id: "second" });
    }
  });

  test("is refused with what is wrong with it", async () => {
    const sessionId = await open();
    const post = (body: unknown) => call("POST", "/api/v1/messages", body);
    expectProblem(await post({}), 400, "invalid", /content: is required/);
    expectProblem(await post({ content: "" }), 400, "invalid", /content: must not be empty/);
    expectProblem(await post({ content: 7 }), 400, "invalid", /content: must be text/);
    expectProblem(await post({ content: "x", wait: "yes" }), 400, "invalid", /wait: must be true, false or a number/);
    expectProblem(await post({ content: "x", to: [] }), 400, "invalid", /to/);
    expectProblem(await post({ content: "x", priority: "now" }), 400, "invalid", /priority/);
    expectProblem(
      await post({ content: "x", author: "me", runId: "r" }),
      400,
      "invalid",
      /author: is not a known field; runId/,
    );
    expectProblem(
      await post({ content: "x", sessionId, title: "t" }),
      400,
      "invalid",
      /title: can be given for a new session only/,
    );
    expectProblem(await post({ content: "x", sessionId, agent: "general", to: "general" }), 400, "invalid", /agent/);
    expectProblem(await post([]), 400, "invalid", /must be an object/);
    expectProblem(await post({ content: "x", sessionId: "ses_nothing" }), 404, "not_found", /no such session/);
  });

  test("leaves no session behind where nobody could answer it", async () => {
    const count = async () => (await call("GET", "/api/v1/stats")).body.sessions.total as number;
    const before = await count();
    expectProblem(await call("POST", "/api/v1/messages", { content: "x", to: "nobody" }), 404, "not_found", /nobody/);
    expectProblem(
      await call("POST", "/api/v1/messages", { content: "x", agent: "nobody" }),
      404,
      "not_found",
      /nobody/,
    );
    expect(await count()).toBe(before);
  });

  test("may be refused while another run is open", async () => {
    const sessionId = await open();
    await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: 'ask me "Which colour?"' });
    const told = await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: "x", whileRunning: "reject" });
    expectProblem(told, 409, "conflict", /still at work/);
    const queued = await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: "later" });
    expect(queued.body).toMatchObject({ runId: null, status: "undelivered" });
    const waiting = await call("GET", `/api/v1/sessions/${sessionId}/messages?all=true`);
    expect(waiting.body.items.at(-1)).toMatchObject({ content: "later", status: "waiting", whileRunning: "queue" });
    const shown = await call("GET", `/api/v1/sessions/${sessionId}/messages`);
    expect(shown.body.items.map((each: { content: string }) => each.content)).not.toContain("later");
  });
});

describe("a full queue", () => {
  test("refuses a message with 429 and Retry-After, and leaves nothing half done", async () => {
    const small = await startServer({
      env: { MAX_QUEUED_TASKS: "1", MAX_CONCURRENT_TASKS: "1", DEMO_TOKENS_PER_SECOND: "20" },
    });
    const post = apiClient(() => small);
    try {
      const answers: Told[] = [];
      for (let n = 0; n < 4; n++)
        answers.push(await post("POST", "/api/v1/messages", { content: "tell me a long story" }));
      const refused = answers.at(-1) as Told;
      expectProblem(refused, 429, "busy");
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
      const { body } = await post("GET", "/api/v1/stats");
      expect(body.sessions.total).toBe(answers.filter((each) => each.status === 202).length);
      expect(body.queue).toMatchObject({ capacity: 1, concurrency: 1, queued: 1, running: 1 });
    } finally {
      await small.stop();
    }
  });
});

describe("the list of messages", () => {
  test("comes oldest first, page by page, each once", async () => {
    const sessionId = await open();
    for (const content of ["one", "two", "three"])
      await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content, wait: true });
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { body } = await call(
        "GET",
        `/api/v1/sessions/${sessionId}/messages?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      expect(body.items).not.toEqual([]);
      seen.push(
        ...body.items.map((each: { author: { kind: string }; content: string }) =>
          each.author.kind === "user" ? each.content : "answer",
        ),
      );
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(["one", "answer", "two", "answer", "three", "answer"]);
  });

  test("shows the branch in view, or all of them", async () => {
    const sessionId = await open();
    const first = await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: "first", wait: true });
    await call("POST", `/api/v1/sessions/${sessionId}/commands`, {
      type: "message.edit",
      messageId: first.body.messageId,
      content: "second",
    });
    const contents = async (query: string) => {
      const { body } = await call("GET", `/api/v1/sessions/${sessionId}/messages${query}`);
      return body.items
        .filter((each: { author: { kind: string } }) => each.author.kind === "user")
        .map((each: { content: string }) => each.content);
    };
    expect(await contents("")).toEqual(["second"]);
    expect(await contents("?all=true")).toEqual(["first", "second"]);
    expect(await contents("?all=false")).toEqual(["second"]);
  });

  test("refuses a cursor it did not give", async () => {
    const sessionId = await open();
    for (const cursor of ["7", "c2Vx", "%F0", "-"]) {
      expectProblem(
        await call("GET", `/api/v1/sessions/${sessionId}/messages?cursor=${cursor}`),
        400,
        "invalid",
        /cursor/,
      );
    }
    expectProblem(await call("GET", `/api/v1/sessions/${sessionId}/messages?all=maybe`), 400, "invalid", /all/);
  });
});
