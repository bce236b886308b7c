import type { Chunks } from "../../lib/core/fields.ts";

const mostStretches = 48;
const shortestMs = 5;

/**
 * How the pieces of one answer come in. This is on the path of every token: a piece costs a few additions, and all of them
 * together never take more room than one does, because the stretches grow twice as long whenever they run out.
 */
export class ChunkCourse {
  private readonly pieces = new Uint32Array(mostStretches);
  private readonly characters = new Uint32Array(mostStretches);
  private count = 0;
  private everyMs = shortestMs;
  private firstAt = 0;
  private lastAt = 0;
  private pauseMs = 0;
  private pauseAt = 0;

  add(now: number, characters: number): void {
    if (this.count++ === 0) this.firstAt = this.lastAt = this.pauseAt = now;
    if (now - this.lastAt > this.pauseMs) {
      this.pauseMs = now - this.lastAt;
      this.pauseAt = this.lastAt;
    }
    this.lastAt = now;
    let stretch = Math.floor((now - this.firstAt) / this.everyMs);
    while (stretch >= mostStretches) {
      this.makeLonger();
      stretch = Math.floor((now - this.firstAt) / this.everyMs);
    }
    (this.pieces[stretch] as number) += 1;
    (this.characters[stretch] as number) += characters;
  }

  /** Null where nothing came. A silence at the end is a pause like others. */
  told(askedAt: number, endedAt: number): Chunks | null {
    if (this.count === 0) return null;
    const endsSilent = endedAt - this.lastAt > this.pauseMs;
    const pauseMs = endsSilent ? endedAt - this.lastAt : this.pauseMs;
    const pauseAt = endsSilent ? this.lastAt : this.pauseAt;
    const used = Math.floor((this.lastAt - this.firstAt) / this.everyMs) + 1;
    return {
      count: this.count,
      firstMs: tenths(this.firstAt - askedAt),
      everyMs: this.everyMs,
      pieces: [...this.pieces.subarray(0, used)],
      characters: [...this.characters.subarray(0, used)],
      pauseMs: tenths(pauseMs),
      pauseAtMs: tenths(pauseAt - this.firstAt),
    };
  }

  private makeLonger(): void {
    this.everyMs *= 2;
    for (const each of [this.pieces, this.characters]) {
      for (let at = 0; at < mostStretches; at++)
        each[at] = 2 * at < mostStretches ? (each[2 * at] as number) + (each[2 * at + 1] as number) : 0;
    }
  }
}

function tenths(ms: number): number {
  return Math.max(0, Math.round(ms * 10) / 10);
}
