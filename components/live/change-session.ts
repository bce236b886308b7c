import type { SessionSummary } from "../../lib/core/summary.ts";
import { callApi } from "./call-api.ts";
import { pinnedTag, type SessionListStore } from "./session-list-store.ts";

export async function renameSession(store: SessionListStore, id: string, title: string): Promise<void> {
  store.take([await callApi<SessionSummary>("PATCH", `/sessions/${id}`, { title })]);
}

export async function pinSession(store: SessionListStore, session: SessionSummary, pinned: boolean): Promise<void> {
  const others = session.tags.filter((tag) => tag !== pinnedTag);
  const tags = pinned ? [...others, pinnedTag] : others;
  store.take([await callApi<SessionSummary>("PATCH", `/sessions/${session.id}`, { tags })]);
}

export async function deleteSession(store: SessionListStore, id: string): Promise<void> {
  await callApi("DELETE", `/sessions/${id}`);
  store.take([], [id]);
}
