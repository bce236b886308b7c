import type { ReactNode } from "react";
import { pinnedTag, type SessionPage } from "../../components/live/session-list-store.ts";
import { AppShell } from "../../components/shell/app-shell.tsx";
import type { AnsweringLink } from "../../components/shell/use-shell-actions.tsx";
import { pagePrincipal } from "../../server/http/page-principal.ts";
import { currentRuntime } from "../../server/runtime/current-runtime.ts";

export const dynamic = "force-dynamic";

export default async function ShellLayout({ children }: { children: ReactNode }) {
  return (
    <AppShell sessions={await firstSessions()} answering={whoAnswers()}>
      {children}
    </AppShell>
  );
}

/** Whom a new chat can begin with. */
function whoAnswers(): AnsweringLink[] {
  const { world } = currentRuntime();
  return [
    ...world.workflows.all().map(
      ({ workflow: { name, emoji } }): AnsweringLink => ({
        kind: "workflow",
        name,
        emoji: emoji ?? null,
      }),
    ),
    ...world.agents().map(({ name, emoji }): AnsweringLink => ({ kind: "agent", name, emoji: emoji ?? null })),
  ];
}

/** The newest sessions, every pinned one and every one that waits for somebody, for the first paint. */
async function firstSessions(): Promise<SessionPage> {
  const { userId: ownerId } = await pagePrincipal();
  const { lists } = currentRuntime().ports;
  const [recent, pinned, waiting] = await Promise.all([
    lists.sessions({ ownerId, limit: 40 }),
    lists.sessions({ ownerId, limit: 100, tag: pinnedTag }),
    lists.sessions({ ownerId, limit: 100, waiting: true }),
  ]);
  const all = [...recent.items, ...pinned.items, ...waiting.items];
  return {
    items: [...new Map(all.map((session) => [session.id, session])).values()],
    nextCursor: recent.nextCursor,
  };
}
