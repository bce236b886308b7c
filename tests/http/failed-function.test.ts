import { afterAll, beforeAll, expect, test } from "vitest";
import { contextFor } from "../../lib/core/context.ts";
import type { EventOf, EventType, Recorded } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import type { Run } from "../../lib/core/state.ts";
import { failedFunction, stackFrames } from "../../lib/functions/failed-call.ts";
import { apiClient } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

const source = `import { parse } from "troupe:csv";
export default ({ text }: { text: string }) => {
  const rows = parse(text);
  return { price: priceOf(rows) };
};
function priceOf(rows: unknown[]): number {
  if (rows.length < 100) throw new Error("There is no price.");
  return 1;
}
`;

let server: TestServer;
const call = apiClient(() => server);
beforeAll(async () => {
  server = await startServer();
  const inputSchema = { type: "object", properties: { text: { type: "string" } }, required: ["text"] };
  const functions = [
    { name: "find-price", language: "typescript", source, inputSchema },
    { name: "adds-up", source: "export default ({ text }) => text.length", inputSchema },
  ];
  for (const each of functions) {
    expect((await call("POST", "/api/v1/functions", each)).status).toBe(201);
    await call("POST", `/api/v1/functions/${each.name}/publish`, {});
  }
  await call("POST", "/api/v1/agents", {
    name: "pricer",
    instructions: "Find prices.",
    tools: ["find-price", "adds-up"],
  });
});
afterAll(() => server.stop());

/** What an agent's call of the function left in the log. */
async function calledBy(content: string): Promise<{ sessionId: string; runId: string; events: Recorded[] }> {
  const { body } = await call("POST", "/api/v1/messages", { content, agent: "pricer", wait: true });
  const events = (await call("GET", `/api/v1/sessions/${body.sessionId}/events?limit=500`)).body.items;
  return { sessionId: body.sessionId, runId: body.runId, events };
}

function ofType<T extends EventType>(events: readonly Recorded[], type: T): Recorded<EventOf<T>> {
  const found = events.find((event) => event.type === type);
  if (!found) throw new Error(`There is no ${type}.`);
  return found as Recorded<EventOf<T>>;
}

test("a function that fails for an agent leaves where in its source, in which version, in the log", async () => {
  const { runId, events } = await calledBy("Use find-price, please");
  const { error, details, callId } = ofType(events, "tool.failed");
  expect(error).toEqual({ code: "tool_failed", message: "There is no price. (line 7, column 36)" });
  const failed = failedFunction(details);
  expect(failed).toMatchObject({
    name: "find-price",
    version: 1,
    failure: { kind: "thrown", line: 7, column: 36 },
  });
  expect(stackFrames(failed?.failure.stack ?? "")).toEqual([
    { name: "priceOf", source: "find-price.ts", line: 7, column: 36 },
    { name: expect.any(String), source: "find-price.ts", line: 4, column: 19 },
  ]);
  expect(JSON.stringify(details).length).toBeLessThan(8_000);

  const state = fold(events);
  expect(state.runs[0]?.calls.find((each) => each.callId === callId)?.details).toEqual(details);
  const executions = await call("GET", `/api/v1/function-executions?runId=${runId}`);
  expect(executions.body.items).toMatchObject([{ id: failed?.executionId, callId, error: { line: 7 } }]);
});

test("the model reads the words, and nothing of the stack", async () => {
  const { events } = await calledBy("Use find-price, please");
  const state = fold(events);
  const agent = server.runtime.world.agent("pricer", 1);
  const read = agent && JSON.stringify(contextFor(state, state.runs[0] as Run, agent));
  expect(read).toContain("There is no price.");
  expect(read).not.toContain("find-price.ts");
});

test("one that ends well tells of its execution as before", async () => {
  const { events } = await calledBy("Use adds-up, please");
  const { details } = ofType(events, "tool.finished");
  expect(details).toMatchObject({ function: { name: "adds-up", version: 1, executionId: expect.any(String) } });
  expect(failedFunction(details)).toBeNull();
});
