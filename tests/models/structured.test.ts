import { describe, expect, it } from "vitest";
import { structured } from "../../server/models/structured.ts";
import { ask, readFrom } from "./read-reply.ts";
import { fails, says, scriptedModel } from "./scripted-model.ts";

const request = ask("How many?", {
  responseSchema: { name: "count", schema: { type: "object", required: ["count"] } },
});

describe("an answer that must fit a schema", () => {
  it("passes when it fits", async () => {
    const reply = await readFrom(structured(scriptedModel("a/b", says('{"count":1}'))), request);
    expect(reply).toMatchObject({ text: '{"count":1}', failed: [], finish: { usage: { input: 2 } } });
  });

  it("is asked for once more, with what was wrong, and both answers are paid for", async () => {
    const model = scriptedModel("a/b", says('{"number":1}'), says('{"count":1}'));
    const reply = await readFrom(structured(model), request);
    expect(reply.failed).toHaveLength(1);
    expect(reply.failed[0]).toMatchObject({
      error: { code: "invalid_output", message: expect.stringContaining("count is missing.") },
    });
    expect(model.asked[1]?.messages.slice(1)).toEqual([
      { role: "assistant", content: '{"number":1}' },
      { role: "user", content: expect.stringContaining("count is missing.") },
    ]);
    expect(reply).toMatchObject({ text: '{"count":1}', finish: { usage: { input: 4, output: 2 } } });
  });

  it.each(["", "Here it is: {}", "```json\n{}\n```"])(
    "ends as an error when the second is no better: %j",
    async (text) => {
      const model = scriptedModel("a/b", says(text));
      const reply = await readFrom(structured(model), request);
      expect(reply.error?.code).toBe("invalid_output");
      expect(model.asked).toHaveLength(2);
    },
  );

  it("is not checked when it calls tools, and failures pass", async () => {
    const calls = scriptedModel("a/b", [
      { type: "call", index: 0, tool: "look" },
      { ...says("")[1], type: "finish", reason: "calls" } as ReturnType<typeof says>[1],
    ]);
    expect((await readFrom(structured(calls), request)).finish?.reason).toBe("calls");
    expect((await readFrom(structured(scriptedModel("a/b", fails("network"))), request)).error?.code).toBe("network");
  });

  it("looks only at the attempt that counts", async () => {
    const failed = {
      type: "attempt-failed",
      error: { code: "network", message: "" },
      model: "a",
      nextModel: "b",
      willRetryInMs: 0,
    } as const;
    const model = scriptedModel("a/b", [{ type: "text", text: "half an" }, failed, ...says('{"count":1}')]);
    expect((await readFrom(structured(model), request)).error).toBeUndefined();
  });
});
