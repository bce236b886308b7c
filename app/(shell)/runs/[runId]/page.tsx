import MessageSquare from "lucide-react/icons/message-square";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { RefreshButton } from "../../../../components/shell/refresh-button.tsx";
import { buttonStyle } from "../../../../components/ui/button.tsx";
import { RunStatusBadge } from "../../../../components/ui/run-status-badge.tsx";
import { TopBar } from "../../../../components/ui/top-bar.tsx";
import { effectiveLimits, runStatus } from "../../../../lib/core/state.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";
import { EventList } from "./event-list.tsx";
import { Inspector } from "./inspector.tsx";
import { readRun } from "./read-run.ts";
import { eventsOnPage, readView, runAddress } from "./run-address.ts";
import { RunFigures } from "./run-figures.tsx";
import { RunNews } from "./run-news.tsx";
import { StopRun } from "./stop-run.tsx";
import { strings } from "./strings.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ runId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** One run: what it used, what became of it, and its events, each to look into. */
export default async function RunPage({ params, searchParams }: Props) {
  const read = await readRun((await params).runId);
  if (!read) notFound();
  const { run, sessionId, events } = read;
  const { seq, page } = readView(
    await searchParams,
    events.map((event) => event.seq),
  );
  const inView = events.slice(page * eventsOnPage, (page + 1) * eventsOnPage);
  const first = page * eventsOnPage + 1;
  const last = page * eventsOnPage + inView.length;
  const agent = currentRuntime().world.agent(run.agent, run.agentVersion);
  return (
    <>
      <TopBar title={strings.title} beside={<RunStatusBadge status={runStatus(run)} />}>
        {run.finished ? null : <StopRun runId={run.id} />}
        <RefreshButton label={strings.refresh} />
      </TopBar>
      <div className="mx-auto grid w-full max-w-7xl grid-cols-1 gap-5 px-4 py-5 md:px-6">
        <header className="grid gap-2">
          <h2 className="line-clamp-3 break-words font-semibold text-lg tracking-tight">
            {run.task || strings.noTask}
          </h2>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-sm">
            <span>
              {run.agent} {strings.version(run.agentVersion)}
            </span>
            {run.parent ? <RunLink runId={run.parent.runId}>{strings.parent}</RunLink> : null}
            {run.retryOf ? <RunLink runId={run.retryOf}>{strings.retryOf}</RunLink> : null}
          </p>
          <p className="flex flex-wrap gap-2">
            <Link
              href={`/chat/${sessionId}`}
              prefetch={false}
              className={buttonStyle({ variant: "outline", size: "small" })}
            >
              <MessageSquare aria-hidden="true" />
              {strings.openChat}
            </Link>
            <Link href="/runs" prefetch={false} className={buttonStyle({ variant: "ghost", size: "small" })}>
              {strings.all}
            </Link>
          </p>
        </header>
        <RunNews run={run} />
        <RunFigures run={run} limits={agent && effectiveLimits(agent.limits, run)} />
        <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <section aria-labelledby="events-title" className="min-w-0">
            <h3 id="events-title" className="mb-2 flex min-h-8 items-center gap-2 font-medium text-sm">
              {strings.events}
              <span className="font-normal text-muted-foreground">
                {strings.eventCount(first, last, events.length)}
              </span>
            </h3>
            <EventList runId={run.id} events={inView} startedAt={run.queuedAt} chosen={seq} page={page} />
            {events.length > eventsOnPage ? (
              <nav aria-label={strings.pages} className="mt-3 flex justify-between gap-2">
                {page > 0 ? <Page href={runAddress(run.id, { page: page - 1 })}>{strings.earlier}</Page> : <span />}
                {last < events.length ? (
                  <Page href={runAddress(run.id, { page: page + 1 })}>{strings.later}</Page>
                ) : null}
              </nav>
            ) : null}
          </section>
          <Inspector event={events.find((event) => event.seq === seq)} seq={seq} />
        </div>
      </div>
    </>
  );
}

function RunLink({ runId, children }: { runId: string; children: string }) {
  return (
    <Link href={runAddress(runId)} prefetch={false} className="text-primary underline underline-offset-4">
      {children}
    </Link>
  );
}

function Page({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} prefetch={false} className={buttonStyle({ variant: "outline", size: "small" })}>
      {children}
    </Link>
  );
}
