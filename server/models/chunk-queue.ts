import type { ModelChunk } from "../../lib/core/model.ts";
import { AsyncQueue } from "../../lib/queues/async-queue.ts";

type Result = IteratorResult<ModelChunk, undefined>;

/** More waiting chunks than this pause the source. */
const pauseAbove = 256;

export interface ChunkSource {
  pause(): void;
  resume(): void;
  /** The reader has gone: stop sending. */
  cancel(): void;
}

/**
 * Between what arrives and who reads it: a full queue lets chunks wait for room, and their source pause meanwhile.
 * The first `finish` or `error` ends it; what is pushed later is dropped.
 */
export class ChunkQueue implements AsyncIterableIterator<ModelChunk, undefined> {
  readonly #queue = new AsyncQueue<ModelChunk>(pauseAbove, "wait");
  /** Chunks that found no room. */
  #waiting = 0;
  #source: ChunkSource | null = null;

  attach(source: ChunkSource): void {
    this.#source = source;
    if (this.#waiting > 0) source.pause();
  }

  push(chunk: ModelChunk): void {
    if (this.#queue.tryPush(chunk) === "refused") this.#wait(chunk);
    if (chunk.type === "finish" || chunk.type === "error") void this.#queue.drain();
  }

  next(): Promise<Result> {
    return this.#queue.take();
  }

  return(): Promise<Result> {
    const open = this.#queue.state === "active";
    this.#queue.close();
    if (open) this.#source?.cancel();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #wait(chunk: ModelChunk): void {
    if (this.#waiting++ === 0) this.#source?.pause();
    void this.#queue.push(chunk).then(() => {
      if (--this.#waiting === 0) this.#source?.resume();
    });
  }
}
