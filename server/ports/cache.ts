export interface Cache {
  get(key: string): Promise<unknown>;
  /** Values are JSON. */
  set(key: string, value: unknown, options?: { ttlMs?: number; tags?: readonly string[] }): Promise<void>;
  delete(key: string): Promise<void>;
  increment(key: string, by: number, ttlMs?: number): Promise<number>;
  clear(tag?: string): Promise<number>;
  stats(): Promise<CacheStats>;
}

export interface CacheStats {
  kind: string;
  entries: number;
  bytes: number;
  hits: number;
  misses: number;
  evictions: number;
}
