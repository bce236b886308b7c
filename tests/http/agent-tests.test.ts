import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);
const at = (rest = "") => `/api/v1/agents${rest}`;
const body = { instructions: "Help.", models: ["demo/demo"], tools: ["calculate", "save_data"] };
const create = (name: string, more: object = {}) => call("POST", at(), { name, ...body, publish: false, ...more });
const addCase = async (name: string, title: string, message: string, ...expected: object[]) =>
  (await call("POST", at(`/${name}/cases`), { title, message, expect: expected })).body.id as string;

describe("test cases of an agent", () => {
  test("are run against the draft, in sessions that lists leave out", async () => {
    await create("tested");
    const sums = await addCase(
      "tested",
      "Does sums",
      "What is 6*7?",
      { is: "contains", text: "42" },
      { is: "calls", tool: "calculate" },
      { is: "matches", pattern: "(?i)4\\d" },
    );
    const wrong = await addCase(
      "tested",
      "Expects too much",
      "What is 6*7?",
      { is: "contains", text: "43" },
      { is: "calls", tool: "save_data" },
      { is: "matches", pattern: "(" },
      { is: "fits", schema: { type: "object" } },
    );
    const { body: told } = await call("POST", at("/tested/cases/run"), {});
    expect(told.results).toMatchObject([
      { caseId: sums, passed: true, problems: [], details: { tools: ["calculate"] } },
      {
        caseId: wrong,
        passed: false,
        problems: [
          'The answer does not contain "43".',
          "It did not use save_data.",
          "The pattern ( cannot be read.",
          "The answer is not JSON.",
        ],
      },
    ]);
    const sessionId = told.results[0].details.sessionId;
    const session = (await call("GET", `/api/v1/sessions/${sessionId}`)).body;
    expect(session).toMatchObject({ tags: ["trial"], status: "completed", runs: [{ agentVersion: -1 }] });
    expect((await call("GET", "/api/v1/sessions")).body.items).toEqual([]);
    expect((await call("GET", "/api/v1/sessions?tag=trial")).body.items).toHaveLength(2);
    const listed = (await call("GET", at("/tested/cases"))).body.items;
    expect(listed.map((each: { result: { passed: boolean } }) => each.result.passed)).toEqual([true, false]);
  });

  test("do not mind where the answer breaks its lines, since what is kept of an exchange is one line", async () => {
    await create("lined");
    const text = 'you wrote: "Hello". I am the demo model';
    await addCase("lined", "Says who it is", "Hello", { is: "contains", text });
    const { body: told } = await call("POST", at("/lined/cases/run"), {});
    expect(told.results).toMatchObject([{ passed: true, problems: [] }]);
  });

  test("that fail block publishing, unless somebody insists and says why", async () => {
    await create("gated");
    const id = await addCase("gated", "Knows it", "Hello", { is: "contains", text: "no such words" });
    expectProblem(await call("POST", at("/gated/publish"), {}), 409, "conflict", /1 of 1 test cases fail: Knows it/);
    expect((await call("GET", at("/gated/checklist"))).body.items).toContainEqual({
      level: "blocked",
      path: "",
      message: "1 of 1 test cases fail.",
      mayBeForced: true,
    });
    expectProblem(await call("POST", at("/gated/publish"), { force: true }), 400, "invalid", /note/);
    const forced = await call("POST", at("/gated/publish"), { force: true, note: "The case is wrong." });
    expect(forced.body.version).toBe(1);

    await call("PUT", at("/gated/draft"), { ...body, instructions: "Help more." });
    const lenient = { title: "Says something", message: "Hello", expect: [{ is: "matches", pattern: "." }] };
    await call("PUT", at(`/gated/cases/${id}`), lenient);
    expect((await call("POST", at("/gated/publish"), {})).body.version).toBe(2);
  });

  test("tell of an answer that waits for a person, and leave nothing open", async () => {
    await create("asking", { tools: [{ name: "save_data", approval: "always" }] });
    await addCase("asking", "Saves", "Remember 4711 as door", { is: "matches", pattern: "." });
    const { results } = (await call("POST", at("/asking/cases/run"), {})).body;
    expect(results[0].problems).toEqual(["save_data waits for a person's yes, which a test does not give."]);
    expect((await call("GET", "/api/v1/tasks?status=running")).body.items).toEqual([]);
  });

  test("can be judged by a model", async () => {
    await create("judged");
    await addCase("judged", "Is kind", "Hello", {
      is: "judged",
      rubric: "The answer is friendly.",
      model: "demo/demo",
    });
    const [result] = (await call("POST", at("/judged/cases/run"), {})).body.results;
    // The demo model gives a verdict of the right form, and no more than that.
    expect(result.problems.every((each: string) => each.startsWith("Not as the rubric wants"))).toBe(true);
  });
});

describe("before publishing", () => {
  test("the checklist says what blocks and what to know", async () => {
    await create("unready", {
      tools: ["nothing"],
      models: ["openai/gpt-5.4-mini"],
      fallback: "nobody",
      instructions: "Speak {{language}}.",
    });
    const { items } = (await call("GET", at("/unready/checklist"))).body;
    const levels = Object.fromEntries(items.map((each: { path: string; level: string }) => [each.path, each.level]));
    expect(levels).toEqual({
      "tools.0": "blocked",
      "models.0": "warning",
      fallback: "warning",
      variables: "warning",
      "": "warning",
    });
    expectProblem(await call("POST", at("/unready/publish"), {}), 400, "invalid", /no tool "nothing"/);
    await call("PUT", at("/unready/draft"), {});
    expect((await call("GET", at("/unready/checklist"))).body.items[0]).toMatchObject({
      level: "blocked",
      path: "instructions",
    });
  });

  test("a draft is tried under a number of its own, and runs keep it", async () => {
    await create("sketch", { instructions: "One." });
    const tried = (await call("POST", at("/sketch/try"))).body;
    expect(tried.version).toBe(-1);
    const session = (await call("POST", "/api/v1/sessions", { agent: "sketch", agentVersion: -1 })).body.id;
    const say = async () => {
      await call("POST", `/api/v1/sessions/${session}/messages`, { content: "Hello", wait: true });
      return (await call("GET", `/api/v1/sessions/${session}`)).body.runs.at(-1);
    };
    expect(await say()).toMatchObject({ agentVersion: -1, status: "done" });
    expect((await call("POST", at("/sketch/try"))).body).toEqual(tried);
    await call("PUT", at("/sketch/draft"), { ...body, instructions: "Two." });
    expect((await call("POST", at("/sketch/try"))).body.version).toBe(-2);
    await call("PATCH", `/api/v1/sessions/${session}`, { agentVersion: -2 });
    expect(await say()).toMatchObject({ agentVersion: -2 });
    expectProblem(await call("PATCH", `/api/v1/sessions/${session}`, { agentVersion: -9 }), 404, "not_found");
    await call("POST", at("/sketch/publish"), {});
    expect((await call("GET", at("/sketch/versions"))).body.items).toHaveLength(1);
    await call("PATCH", `/api/v1/sessions/${session}`, { agentVersion: null });
    expect(await say()).toMatchObject({ agentVersion: 1 });
  });

  test("it is told who names an agent", async () => {
    await create("named");
    await call("POST", at(), { name: "relies", ...body, fallback: "named" });
    await create("may-rely", { fallback: "named" });
    expect((await call("GET", at("/named/used-by"))).body.items).toEqual([
      { kind: "agent", name: "may-rely", draft: true },
      { kind: "agent", name: "relies", draft: false },
    ]);
  });
});

test("what an agent did with tools is listed by agent, tool and outcome", async () => {
  await call("POST", at(), { name: "busy", ...body });
  await call("POST", "/api/v1/messages", { content: "What is 6*7?", agent: "busy", wait: true });
  const calls = async (query: string) => (await call("GET", `/api/v1/tool-calls?${query}`)).body.items;
  expect(await calls("agent=busy")).toMatchObject([{ tool: "calculate", outcome: "finished", content: "42" }]);
  expect(await calls("agent=busy&outcome=failed")).toEqual([]);
  expect(await calls("agent=nobody")).toEqual([]);
  expectProblem(await call("GET", "/api/v1/tool-calls?since=yesterday"), 400, "invalid", /since/);
});
