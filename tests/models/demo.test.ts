import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelMessage, ToolSpec } from "../../lib/core/model.ts";
import { checkAgainstSchema } from "../../server/json-schema/validate.ts";
import { createDemoModel } from "../../server/models/demo/demo-model.ts";
import { createManualTime } from "./manual-time.ts";
import { ask, read, readFrom } from "./read-reply.ts";

const object = (properties: Record<string, unknown>, required = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});
const text = { type: "string" };

const tools: ToolSpec[] = [
  { name: "calculate", description: "Calculates an expression", parameters: object({ expression: text }) },
  { name: "current_time", description: "Tells the time", parameters: object({ zone: text }, []) },
  { name: "save_data", description: "Keeps a value under a name", parameters: object({ name: text, value: {} }) },
  { name: "read_data", description: "Gives a value back", parameters: object({ name: text }) },
  {
    name: "todo",
    description: "Keeps the list",
    parameters: object({ items: { type: "array", items: object({ text, done: { type: "boolean" } }, ["text"]) } }),
  },
  {
    name: "ask_user",
    description: "Asks",
    parameters: object({ question: text, choices: { type: "array", items: text } }, ["question"]),
  },
  { name: "fetch_url", description: "Fetches a page", parameters: object({ url: { type: "string", format: "uri" } }) },
  {
    name: "send_email",
    description: "Sends a letter to somebody",
    parameters: object({
      to: { type: "string", format: "email" },
      priority: { enum: ["low", "high"] },
      copies: { type: "integer", minimum: 1, maximum: 3 },
    }),
  },
];

const demo = () => createDemoModel({ tokensPerSecond: 0, time: createManualTime() });

async function callsFor(question: string): Promise<unknown[]> {
  const reply = await readFrom(demo(), ask(question, { tools }));
  return reply.calls.map((call) => [call.tool, JSON.parse(call.arguments)]);
}

const said = (content: string): ModelMessage => ({ role: "user", content });
const called = (tool: string): ModelMessage => ({
  role: "assistant",
  content: "",
  calls: [{ callId: "c", tool, arguments: {} }],
});
const result = (tool: string, content: string, failed = false): ModelMessage => ({
  role: "tool",
  callId: "c",
  tool,
  content,
  failed,
});

describe("the demo model uses tools", () => {
  it.each([
    ["calculate 6*7", "calculate", { expression: "6*7" }],
    ["What is 6 times (7 plus 2)?", "calculate", { expression: "6 * (7 + 2)" }],
    ["what time is it?", "current_time", {}],
    ["Remember 42 as answer", "save_data", { name: "answer", value: "42" }],
    ['save "my long text" under notes.v1', "save_data", { name: "notes.v1", value: "my long text" }],
    ["remember that my cat is Tom", "save_data", { name: "my-cat", value: "Tom" }],
    ["read back answer", "read_data", { name: "answer" }],
    [
      "plan a party: invite friends, bake a cake",
      "todo",
      { items: [{ text: "invite friends" }, { text: "bake a cake" }] },
    ],
    [
      "ask me which colour: red, green or blue",
      "ask_user",
      { question: "Which colour?", choices: ["red", "green", "blue"] },
    ],
    ["ask me something", "ask_user", { question: "What would you like me to do?" }],
    ["please fetch https://example.com/a?b=1.", "fetch_url", { url: "https://example.com/a?b=1" }],
    [
      "send an email to bob@example.com with high priority",
      "send_email",
      { to: "bob@example.com", priority: "high", copies: 1 },
    ],
    ["use send_email, 7 copies", "send_email", { to: "use send_email, 7 copies", priority: "low", copies: 3 }],
    ["[ada] calculate 1+1", "calculate", { expression: "1+1" }],
  ])("%s", async (question, tool, args) => {
    expect(await callsFor(question)).toEqual([[tool, args]]);
  });

  it("several at once, and one after the other", async () => {
    expect(await callsFor("calculate 1+1 and 2*3, and what time is it?")).toHaveLength(3);
    const steps = "calculate 1+1, then tell me the time";
    expect(await callsFor(steps)).toEqual([["calculate", { expression: "1+1" }]]);
    const second = await readFrom(demo(), {
      messages: [said(steps), called("calculate"), result("calculate", "2")],
      tools,
    });
    expect(second.calls.map((call) => call.tool)).toEqual(["current_time"]);
  });

  it.each(["Hello!", "Tell me about save points", "write a long story about time", "What happened on 2024-01-02?"])(
    "not for %s",
    async (question) => {
      expect(await callsFor(question)).toEqual([]);
    },
  );

  it("not because a tool's name stands within another word", async () => {
    const run = { name: "run", description: "", parameters: object({}) };
    expect((await readFrom(demo(), ask("The trunk is brown", { tools: [run] }))).calls).toEqual([]);
    expect((await readFrom(demo(), ask("please run", { tools: [run] }))).calls).toHaveLength(1);
  });

  it("with arguments that fit any tool's schema", async () => {
    const leaf = fc.constantFrom<Record<string, unknown>>(
      { type: "string" },
      { type: "integer", minimum: 5 },
      { type: "number", maximum: -2 },
      { type: "boolean" },
      { enum: ["x", "y", 3] },
      { const: "fixed" },
      { type: "array", items: { type: "string" }, minItems: 2 },
      { type: ["null", "string"] },
      { anyOf: [{ type: "null" }, { type: "integer" }] },
    );
    const schema = fc
      .dictionary(fc.constantFrom("a", "b", "c"), leaf)
      .chain((properties) =>
        fc
          .record({ inner: fc.constant(object(properties)), more: leaf })
          .map(({ inner, more }) => object({ inner, more })),
      );
    await fc.assert(
      fc.asyncProperty(schema, fc.string(), async (parameters, words) => {
        const request = ask(`use my_tool ${words}`, { tools: [{ name: "my_tool", description: "", parameters }] });
        const [call] = (await readFrom(demo(), request)).calls;
        expect(checkAgainstSchema(parameters, JSON.parse(call?.arguments ?? "null"))).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});

describe("the demo model answers", () => {
  it("with a tool's result, and then has finished", async () => {
    const reply = await readFrom(demo(), {
      messages: [said("calculate 6*7"), called("calculate"), result("calculate", "42")],
      tools,
    });
    expect(reply).toMatchObject({ text: "`calculate` answered: 42", calls: [], finish: { reason: "stop" } });
  });

  it("plainly when a call was denied or failed, without trying again", async () => {
    const denied = result("send_email", "A person denied this call. Reason: not now", true);
    const messages = [said("send an email to a@b.example, then calculate 1+1"), called("send_email"), denied];
    const reply = await readFrom(demo(), { messages, tools });
    expect(reply.text).toContain("not now");
    expect(reply.calls).toEqual([]);
  });

  it("the latest message: a word in between steers it", async () => {
    const messages = [said("calculate 6*7"), called("calculate"), result("calculate", "42"), said("Who are you?")];
    expect((await readFrom(demo(), { messages, tools })).text).toContain("demo model");
  });

  it.each([
    ["Who are you?", /demo model.*no AI.*OPENAI_API_KEY/s],
    ["Which model is this?", /demo model/],
    ["Show me a table", /\| --- \|/],
    ["show me some code", /```ts/],
    ["show me markdown", /^## /],
    ["Hello there", /You wrote: "Hello there".*demo model.*calculate 6\*7.*use send_email/s],
    ["", /nothing for me to answer/],
  ])("%j fittingly", async (question, expected) => {
    expect((await readFrom(demo(), ask(question, { tools }))).text).toMatch(expected);
  });

  it("at length, as long as asked for", async () => {
    const words = async (question: string) =>
      (await readFrom(demo(), ask(question, { tools }))).text.split(/\s+/).length;
    expect(await words("Write a long story about a whale")).toBeGreaterThan(300);
    expect(await words("Write 1000 words about tea")).toBeGreaterThan(1000);
    expect(await words("Write 99999 words about tea")).toBeLessThan(6000);
  });

  it("with its thinking marked as that", async () => {
    const reply = await readFrom(demo(), ask("think about the sea", { tools }));
    expect(reply.reasoning).toContain("think about the sea");
    expect(reply.finish?.usage.reasoning).toBeGreaterThan(5);
  });

  it("in a form that was asked for", async () => {
    const schema = object({ mood: { enum: ["good", "bad"] }, score: { type: "number", minimum: 0 } });
    const reply = await readFrom(demo(), ask("I feel bad, 3 of 10", { responseSchema: { name: "mood", schema } }));
    expect(JSON.parse(reply.text)).toEqual({ mood: "bad", score: 3 });
  });

  it("a compression with a shortened copy that says so", async () => {
    const messages: ModelMessage[] = [
      { role: "system", content: "You compress conversations." },
      said("user: a\nassistant: b"),
    ];
    expect((await readFrom(demo(), { messages, tools: [] })).text).toMatch(
      /^Put together by the demo model.*assistant: b$/s,
    );
  });

  it("the same to the same, at the pace that is set, and stops at once", async () => {
    expect((await readFrom(demo(), ask("Hello"))).chunks).toEqual((await readFrom(demo(), ask("Hello"))).chunks);
    const time = createManualTime();
    const abort = new AbortController();
    const slow = createDemoModel({ tokensPerSecond: 10, time });
    const chunks: string[] = [];
    const reading = (async () => {
      for await (const chunk of slow.stream(ask("Hello"), abort.signal)) chunks.push(chunk.type);
    })();
    for (let n = 0; n < 3; n++) {
      await time.waitedFor(100);
      time.pass(100);
    }
    await time.waitedFor(100);
    abort.abort();
    await reading;
    expect(chunks).toEqual(["text", "text", "text", "text", "error"]);
    expect(time.pending()).toEqual([]);
  });

  it("anything at all without breaking", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 200 }), async (question) => {
        const reply = await read(demo().stream(ask(question, { tools }), new AbortController().signal));
        expect(reply.finish).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});
