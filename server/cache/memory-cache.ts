import type { Cache, CacheStats } from "../ports/cache.ts";
import { notANumber, toText } from "./cache-value.ts";

export interface MemoryCacheOptions {
  maxEntries: number;
  maxBytes: number;
  /** Milliseconds of a clock that never jumps. */
  now: () => number;
}

interface Entry {
  text: string;
  bytes: number;
  tags: readonly string[];
  until: number;
}

/** Keeps what was used last, up to a number of entries and of bytes. */
export class MemoryCache implements Cache {
  private readonly options: MemoryCacheOptions;
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;
  private hits = 0;
  private misses = 0;
  private evictions = 0;

  constructor(options: MemoryCacheOptions) {
    this.options = options;
  }

  async get(key: string): Promise<unknown> {
    const entry = this.fresh(key);
    if (!entry) {
      this.misses++;
      return undefined;
    }
    this.hits++;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return JSON.parse(entry.text);
  }

  async set(key: string, value: unknown, options: { ttlMs?: number; tags?: readonly string[] } = {}): Promise<void> {
    this.put(key, toText(value), options.tags ?? [], this.until(options.ttlMs));
  }

  async delete(key: string): Promise<void> {
    this.remove(key);
  }

  async increment(key: string, by: number, ttlMs?: number): Promise<number> {
    const entry = this.fresh(key);
    const before: unknown = entry ? JSON.parse(entry.text) : 0;
    if (typeof before !== "number") throw notANumber(key);
    this.put(key, toText(before + by), entry?.tags ?? [], entry?.until ?? this.until(ttlMs));
    return before + by;
  }

  async clear(tag?: string): Promise<number> {
    const keys = [...this.entries].filter(([, entry]) => tag === undefined || entry.tags.includes(tag));
    for (const [key] of keys) this.remove(key);
    return keys.length;
  }

  async stats(): Promise<CacheStats> {
    for (const key of [...this.entries.keys()]) this.fresh(key);
    const { bytes, hits, misses, evictions } = this;
    return { kind: "memory", entries: this.entries.size, bytes, hits, misses, evictions };
  }

  private until(ttlMs: number | undefined): number {
    return ttlMs === undefined ? Number.POSITIVE_INFINITY : this.options.now() + ttlMs;
  }

  /** The entry, unless its time is up. */
  private fresh(key: string): Entry | undefined {
    const entry = this.entries.get(key);
    if (!entry || entry.until > this.options.now()) return entry;
    this.remove(key);
    return undefined;
  }

  private put(key: string, text: string, tags: readonly string[], until: number): void {
    this.remove(key);
    const bytes = Buffer.byteLength(key) + Buffer.byteLength(text);
    this.entries.set(key, { text, bytes, tags, until });
    this.bytes += bytes;
    while (this.entries.size > this.options.maxEntries || this.bytes > this.options.maxBytes) {
      const [oldest] = this.entries.keys();
      if (oldest === undefined) return;
      this.remove(oldest);
      this.evictions++;
    }
  }

  private remove(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.bytes -= entry.bytes;
  }
}
