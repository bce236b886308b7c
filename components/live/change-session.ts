import type { SessionSummary } from "../../lib/core/summary.ts";
import { callApi } from "./call-api.ts";
import { isUnread } from "./seen.ts";
import { pinnedTag, type SessionListStore } from "./session-list-store.ts";
import { markSeen, seenNow } from "./use-seen.ts";

export async function renameSession(store: SessionListStore, id: string, title: string): Promise<void> {
  await change(store, id, { title });
}

export async function pinSession(store: SessionListStore, session: SessionSummary, pinned: boolean): Promise<void> {
  const others = session.tags.filter((tag) => tag !== pinnedTag);
  const tags = pinned ? [...others, pinnedTag] : others;
  await change(store, session.id, { tags });
}

export async function deleteSession(store: SessionListStore, id: string): Promise<void> {
  await callApi("DELETE", `/sessions/${id}`);
  store.take([], [id]);
}

/** What one changes oneself is not news: a session that was read stays so. */
async function change(
  store: SessionListStore,
  id: string,
  changes: { title?: string; tags?: string[] },
): Promise<void> {
  const before = store.get(id);
  const wasRead = before !== undefined && !isUnread(seenNow(), before);
  const after = await callApi<SessionSummary>("PATCH", `/sessions/${id}`, changes);
  if (wasRead) markSeen(id, after.head);
  store.take([after]);
}
