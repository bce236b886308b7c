import { describe, expect, it } from "vitest";
import type { ModelChunk } from "../../lib/core/model.ts";
import { ChunkQueue } from "../../server/models/chunk-queue.ts";

const word: ModelChunk = { type: "text", text: "word" };
const stop: ModelChunk = { type: "error", model: "m", error: { code: "aborted", message: "Stopped." } };

function source() {
  const told: string[] = [];
  return {
    told,
    pause: () => told.push("pause"),
    resume: () => told.push("resume"),
    cancel: () => told.push("cancel"),
  };
}

describe("the queue between a connection and its reader", () => {
  it("pauses the source when too much waits, and resumes it when everything has room again", async () => {
    const queue = new ChunkQueue();
    const from = source();
    queue.attach(from);
    for (let n = 0; n < 400; n++) queue.push(word);
    expect(from.told).toEqual(["pause"]);
    for (let n = 0; n < 400 - 257; n++) await queue.next();
    expect(from.told).toEqual(["pause"]);
    await queue.next();
    expect(from.told).toEqual(["pause", "resume"]);
  });

  it("loses nothing and keeps the order, however much found no room", async () => {
    const queue = new ChunkQueue();
    const chunks = Array.from({ length: 1_000 }, (_, n): ModelChunk => ({ type: "text", text: String(n) }));
    for (const chunk of [...chunks, stop]) queue.push(chunk);
    const read: ModelChunk[] = [];
    for await (const chunk of queue) read.push(chunk);
    expect(read).toEqual([...chunks, stop]);
  });

  it("ends with the first end, and drops what comes after", async () => {
    const queue = new ChunkQueue();
    for (const chunk of [word, stop, word, stop]) queue.push(chunk);
    const read: ModelChunk[] = [];
    for await (const chunk of queue) read.push(chunk);
    expect(read).toEqual([word, stop]);
  });

  it("cancels the source when its reader leaves early, and only then", async () => {
    const left = source();
    const queue = new ChunkQueue();
    queue.attach(left);
    queue.push(word);
    for await (const _ of queue) break;
    expect(left.told).toEqual(["cancel"]);

    const read = source();
    const ended = new ChunkQueue();
    ended.attach(read);
    ended.push(stop);
    for await (const _ of ended);
    expect(read.told).toEqual([]);
  });
});
