import type { Found } from "../../lib/search/found.ts";
import { callApi } from "./call-api.ts";

export interface FoundPage {
  items: Found[];
  nextCursor: string | null;
}

export function findMessages(words: string, options: { limit: number; cursor?: string }): Promise<FoundPage> {
  const query = new URLSearchParams({ query: words, limit: String(options.limit) });
  if (options.cursor) query.set("cursor", options.cursor);
  return callApi("GET", `/search?${query}`);
}
