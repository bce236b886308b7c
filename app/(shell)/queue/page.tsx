import type { Metadata } from "next";
import Link from "next/link";
import { LiveRefresh } from "../../../components/live/live-refresh.tsx";
import { duration } from "../../../components/session/format.ts";
import { OperationsLinks } from "../../../components/shell/operations-links.tsx";
import { RefreshButton } from "../../../components/shell/refresh-button.tsx";
import { FigureList } from "../../../components/ui/figure-list.tsx";
import { TopBar } from "../../../components/ui/top-bar.tsx";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { readQueue } from "../../../server/http/read-queue.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";
import { DeadLetters, Running, Scheduled, Waiting, Workers } from "./sections.tsx";
import { strings } from "./strings.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

/** What is under way and what waits: the same as `GET /api/v1/queue` tells. */
export default async function QueuePage() {
  const queue = await readQueue(currentRuntime(), await pagePrincipal());
  const { stats, running, waiting, scheduled, deadLetters, workers, isMore } = queue;
  const figures = [
    [strings.running, stats.running],
    [strings.queued, stats.queued],
    [strings.oldestWait, stats.queued > 0 ? duration(stats.oldestWaitMs) : strings.none],
    [strings.deadCount, deadLetters.length],
    [strings.workersAlive, workers.filter(({ alive }) => alive).length],
  ] as const;
  return (
    <>
      <TopBar title={strings.title}>
        <RefreshButton label={strings.refresh} />
      </TopBar>
      <OperationsLinks />
      <LiveRefresh />
      <div className="mx-auto grid w-full max-w-6xl grid-cols-1 gap-6 px-4 py-5 md:px-6">
        <section aria-label={strings.now}>
          <FigureList figures={figures} />
        </section>
        {isMore ? (
          <p className="text-muted-foreground text-sm">
            {strings.more}{" "}
            <Link href="/runs?open=true" prefetch={false} className="underline underline-offset-4">
              {strings.allRuns}
            </Link>
          </p>
        ) : null}
        <Running runs={running} />
        <Waiting runs={waiting} />
        <Scheduled runs={scheduled} />
        <DeadLetters runs={deadLetters} />
        <Workers workers={workers} />
      </div>
    </>
  );
}
