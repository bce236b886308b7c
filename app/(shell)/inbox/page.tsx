import type { Metadata } from "next";
import { Inbox } from "../../../components/session/inbox/inbox.tsx";
import type { WaitingSession } from "../../../components/session/inbox/waiting-session.ts";
import { waitingRuns } from "../../../components/session/inbox/waiting-session.ts";
import { isAppError } from "../../../lib/core/errors.ts";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";

export const metadata: Metadata = { title: "Inbox" };

const mostSessions = 100;
const mostEnded = 20;

export default async function InboxPage() {
  const principal = await pagePrincipal();
  const { ports } = currentRuntime();
  const ownerId = principal.userId;
  const [sessions, ended] = await Promise.all([
    ports.lists.sessions({ ownerId, limit: mostSessions }),
    Promise.all(
      (["done", "failed", "limit"] as const).map((status) => ports.lists.runs({ ownerId, status, limit: mostEnded })),
    ),
  ]);
  const waiting = await Promise.all(
    sessions.items.filter((session) => session.waitingForPerson > 0).map((session) => read(session.id)),
  );
  const runs = ended
    .flatMap((page) => page.items)
    .sort((a, b) => (b.finishedAt ?? "").localeCompare(a.finishedAt ?? ""))
    .slice(0, mostEnded);
  return <Inbox waiting={waiting.filter((each) => each !== null)} ended={runs} />;

  /** One that was deleted a moment ago is left out. */
  async function read(id: string): Promise<WaitingSession | null> {
    try {
      const { title, head, runs: all } = await currentRuntime().state(principal, id);
      return { id, title, head, runs: waitingRuns(all) };
    } catch (error) {
      if (isAppError(error) && error.code === "not_found") return null;
      throw error;
    }
  }
}
