import type { Found } from "../../lib/search/found.ts";

export interface FoundSession {
  sessionId: string;
  title: string;
  hits: Found[];
}

/** By session: the one with the best hit first, and in each the best hits first. */
export function groupFound(items: readonly Found[]): FoundSession[] {
  const groups = new Map<string, FoundSession>();
  for (const hit of items) {
    const group = groups.get(hit.sessionId) ?? { sessionId: hit.sessionId, title: hit.sessionTitle, hits: [] };
    // A message that came again with the next page, because others were written meanwhile, stands once.
    if (!group.hits.some(({ messageId }) => messageId === hit.messageId)) group.hits.push(hit);
    groups.set(hit.sessionId, group);
  }
  return [...groups.values()];
}
