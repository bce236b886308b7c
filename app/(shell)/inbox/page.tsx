import type { Metadata } from "next";
import { LiveAnomalies } from "../../../components/analytics/live-anomalies.tsx";
import { NotifyOffer } from "../../../components/notify/notify-offer.tsx";
import { Inbox } from "../../../components/session/inbox/inbox.tsx";
import { endedStatuses, mostEnded, recentlyEnded } from "../../../components/session/inbox/recently-ended.ts";
import type { WaitingSession } from "../../../components/session/inbox/waiting-session.ts";
import { waitingRuns } from "../../../components/session/inbox/waiting-session.ts";
import { isAppError } from "../../../lib/core/errors.ts";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { readAnomalies } from "../../../server/http/read-anomalies.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";

export const metadata: Metadata = { title: "Inbox" };

const mostSessions = 100;

export default async function InboxPage() {
  const principal = await pagePrincipal();
  const { ports } = currentRuntime();
  const ownerId = principal.userId;
  const [sessions, ended] = await Promise.all([
    ports.lists.sessions({ ownerId, limit: mostSessions, waiting: true }),
    Promise.all(endedStatuses.map((status) => ports.lists.runs({ ownerId, status, limit: mostEnded }))),
  ]);
  const waiting = await Promise.all(sessions.items.map((session) => read(session.id)));
  return (
    <Inbox
      offer={<NotifyOffer />}
      news={<LiveAnomalies first={readAnomalies(currentRuntime(), principal).items} quiet />}
      waiting={waiting.filter((each) => each !== null)}
      ended={recentlyEnded(ended)}
    />
  );

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
