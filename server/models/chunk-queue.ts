import type { ModelChunk } from "../../lib/core/model.ts";

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
 * A bounded queue between what arrives and who reads it: chunks are pushed, and read as an async iterable.
 * The first `finish` or `error` ends it; what is pushed later is dropped.
 */
export class ChunkQueue implements AsyncIterableIterator<ModelChunk, undefined> {
  #chunks: ModelChunk[] = [];
  #next = 0;
  #waiting: ((result: Result) => void) | null = null;
  #ended = false;
  #paused = false;
  #source: ChunkSource | null = null;

  get ended(): boolean {
    return this.#ended;
  }

  attach(source: ChunkSource): void {
    this.#source = source;
    if (this.#paused) source.pause();
  }

  push(chunk: ModelChunk): void {
    if (this.#ended) return;
    if (chunk.type === "finish" || chunk.type === "error") this.#ended = true;
    const waiting = this.#waiting;
    if (waiting) {
      this.#waiting = null;
      waiting({ done: false, value: chunk });
      return;
    }
    this.#chunks.push(chunk);
    if (!this.#paused && !this.#ended && this.#chunks.length - this.#next > pauseAbove) {
      this.#paused = true;
      this.#source?.pause();
    }
  }

  next(): Promise<Result> {
    const chunk = this.#chunks[this.#next];
    if (chunk) {
      this.#next += 1;
      if (this.#next === this.#chunks.length) {
        this.#chunks = [];
        this.#next = 0;
        if (this.#paused) {
          this.#paused = false;
          this.#source?.resume();
        }
      }
      return Promise.resolve({ done: false, value: chunk });
    }
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  return(): Promise<Result> {
    const open = !this.#ended;
    this.#ended = true;
    this.#chunks = [];
    this.#next = 0;
    this.#waiting?.({ done: true, value: undefined });
    this.#waiting = null;
    if (open) this.#source?.cancel();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
