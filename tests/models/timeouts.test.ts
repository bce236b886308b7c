import { describe, expect, it } from "vitest";
import { withTimeouts } from "../../server/models/timeouts.ts";
import { createManualTime } from "./manual-time.ts";
import { ask, never, readFrom } from "./read-reply.ts";
import { says, scriptedModel } from "./scripted-model.ts";

const patience = { firstChunkMs: 60_000, chunkMs: 30_000 };

describe("patience with a model", () => {
  it("ends when it does not begin", async () => {
    const time = createManualTime();
    const reading = readFrom(withTimeouts(scriptedModel("a/b", [null]), patience, time));
    await time.waitedFor(60_000);
    time.pass(60_000);
    expect((await reading).error).toEqual({ code: "timeout", message: "a/b did not begin to answer within 60 s." });
    expect(time.pending()).toEqual([]);
  });

  it("ends when it does not go on, and keeps what was said", async () => {
    const time = createManualTime();
    const reading = readFrom(
      withTimeouts(scriptedModel("a/b", [{ type: "text", text: "Half" }, null]), patience, time),
    );
    await time.waitedFor(30_000);
    time.pass(30_000);
    expect(await reading).toMatchObject({ text: "Half", error: { code: "stalled" } });
  });

  it("begins anew with each chunk", async () => {
    const time = createManualTime();
    const words = ["one", "two", "three"].map((text) => ({ type: "text" as const, text }));
    const model = withTimeouts(scriptedModel("a/b", [...words, null]), patience, time);
    const chunks = model.stream(ask("Hi"), never)[Symbol.asyncIterator]();
    for (const word of words) {
      expect((await chunks.next()).value).toEqual(word);
      time.pass(20_000);
    }
    let error: unknown = null;
    const last = chunks.next().then(({ value }) => {
      error = value;
    });
    time.pass(29_999);
    await Promise.resolve();
    expect(error).toBeNull();
    time.pass(1);
    await last;
    expect(error).toMatchObject({ error: { code: "stalled" } });
  });

  it("does not end while the reader is the slow one, or as long as chunks come", async () => {
    const time = createManualTime();
    const three = [..."abc"].map((text) => ({ type: "text" as const, text }));
    const model = withTimeouts(scriptedModel("a/b", [...three, ...says("d")]), patience, time);
    let text = "";
    for await (const chunk of model.stream(ask("Hi"), never)) {
      time.pass(29_000_000);
      if (chunk.type === "text") text += chunk.text;
      expect(chunk.type).not.toBe("error");
    }
    expect(text).toBe("abcd");
  });

  it("passes on a stop by the person as that", async () => {
    const abort = new AbortController();
    const reading = readFrom(
      withTimeouts(scriptedModel("a/b", [null]), patience, createManualTime()),
      ask("Hi"),
      abort.signal,
    );
    abort.abort();
    expect((await reading).error?.code).toBe("aborted");
  });
});
