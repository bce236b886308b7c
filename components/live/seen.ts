import type { SessionSummary } from "../../lib/core/summary.ts";

/** How far this browser has shown each session. What is older than `since` and was never opened here counts as read. */
export interface Seen {
  since: string;
  heads: Record<string, number>;
}

const kept = 500;

export function isUnread(seen: Seen, session: Pick<SessionSummary, "id" | "head" | "changedAt">): boolean {
  const head = seen.heads[session.id];
  return head === undefined ? session.changedAt > seen.since : session.head > head;
}

export function withSeen(seen: Seen, id: string, head: number): Seen {
  if ((seen.heads[id] ?? -1) >= head) return seen;
  const { [id]: _before, ...others } = seen.heads;
  // The last opened stand last; the first ones are forgotten.
  const entries = [...Object.entries(others), [id, head] as const].slice(-kept);
  return { ...seen, heads: Object.fromEntries(entries) };
}

export function parseSeen(text: string | null, now: string): Seen {
  try {
    const read = JSON.parse(text ?? "null") as Partial<Seen> | null;
    if (typeof read?.since === "string" && typeof read.heads === "object" && read.heads) {
      return { since: read.since, heads: read.heads };
    }
  } catch {
    // It begins anew.
  }
  return { since: now, heads: {} };
}
