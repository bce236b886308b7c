import type { ReactNode } from "react";
import { pinnedTag, type SessionPage } from "../../components/live/session-list-store.ts";
import { AppShell } from "../../components/shell/app-shell.tsx";
import { pagePrincipal } from "../../server/http/page-principal.ts";
import { currentRuntime } from "../../server/runtime/current-runtime.ts";

export const dynamic = "force-dynamic";

export default async function ShellLayout({ children }: { children: ReactNode }) {
  return <AppShell sessions={await firstSessions()}>{children}</AppShell>;
}

/** The newest sessions, and every pinned one, for the first paint. */
async function firstSessions(): Promise<SessionPage> {
  const { userId: ownerId } = await pagePrincipal();
  const { lists } = currentRuntime().ports;
  const [recent, pinned] = await Promise.all([
    lists.sessions({ ownerId, limit: 40 }),
    lists.sessions({ ownerId, limit: 100, tag: pinnedTag }),
  ]);
  const known = new Set(recent.items.map(({ id }) => id));
  return {
    items: [...recent.items, ...pinned.items.filter(({ id }) => !known.has(id))],
    nextCursor: recent.nextCursor,
  };
}
