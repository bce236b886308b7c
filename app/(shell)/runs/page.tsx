import TriangleAlert from "lucide-react/icons/triangle-alert";
import Waypoints from "lucide-react/icons/waypoints";
import type { Metadata } from "next";
import Link from "next/link";
import { LiveRefresh } from "../../../components/live/live-refresh.tsx";
import { OperationsLinks } from "../../../components/shell/operations-links.tsx";
import { RefreshButton } from "../../../components/shell/refresh-button.tsx";
import { buttonStyle } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/empty-state.tsx";
import { TopBar } from "../../../components/ui/top-bar.tsx";
import { isAppError } from "../../../lib/core/errors.ts";
import type { RunSummary } from "../../../lib/core/summary.ts";
import { deviationWords, readDeviation } from "../../../lib/operations/deviation.ts";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { runQueryOf } from "../../../server/http/schemas/run-filter.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";
import { FilterForm } from "./filter-form.tsx";
import { asksForSome, type RunFilter, readRunFilter, runsAddress, runsQuery } from "./run-filter.ts";
import { RunList } from "./run-list.tsx";
import { RunViews } from "./run-views.tsx";
import { strings } from "./strings.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

const onePage = 50;

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What the agents did and do, the newest first. */
export default async function RunsPage({ searchParams }: Props) {
  const filter = readRunFilter(await searchParams);
  const page = await readPage(filter);
  const deviation = filter.deviation === undefined ? null : readDeviation(filter.deviation);
  const { world, ports } = currentRuntime();
  const { userId } = await pagePrincipal();
  const { runViews } = await ports.preferences.read(userId);
  return (
    <>
      <TopBar title={strings.title}>
        <RunViews
          key={runsQuery({ ...filter, cursor: undefined })}
          first={runViews}
          query={runsQuery({ ...filter, cursor: undefined })}
        />
        <RefreshButton label={strings.refresh} />
      </TopBar>
      <OperationsLinks />
      <LiveRefresh />
      <div className="mx-auto grid w-full max-w-7xl grid-cols-1 gap-4 px-4 py-5 md:px-6">
        <FilterForm
          filter={filter}
          agents={world.agents().map(({ name }) => name)}
          workflows={world.workflows.all().map(({ workflow }) => workflow.name)}
          tools={ports.tools.list().map(({ name }) => name)}
          models={ports.models.list().map(({ name }) => name)}
        />
        {deviation ? (
          <p className="flex items-start gap-2 rounded-lg border bg-card px-3 py-2 text-sm">
            <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
            <span className="min-w-0 break-words">{deviationWords(deviation)}</span>
          </p>
        ) : null}
        {page === null || page.items.length === 0 ? (
          <Nothing filter={filter} unreadable={page === null} />
        ) : (
          <RunList runs={page.items} />
        )}
        {page?.nextCursor || filter.cursor ? (
          <nav aria-label={strings.pages} className="flex justify-between gap-2">
            {filter.cursor ? <To filter={{ ...filter, cursor: undefined }}>{strings.newest}</To> : <span />}
            {page?.nextCursor ? <To filter={{ ...filter, cursor: page.nextCursor }}>{strings.older}</To> : null}
          </nav>
        ) : null}
      </div>
    </>
  );
}

/** Null where the cursor cannot be read. */
async function readPage(filter: RunFilter): Promise<{ items: RunSummary[]; nextCursor: string | null } | null> {
  const { userId: ownerId } = await pagePrincipal();
  try {
    const { lists, now } = currentRuntime().ports;
    return await lists.runs({ ownerId, limit: onePage, ...runQueryOf(filter, now()) });
  } catch (error) {
    if (isAppError(error) && error.code === "invalid") return null;
    throw error;
  }
}

function Nothing({ filter, unreadable }: { filter: RunFilter; unreadable: boolean }) {
  const icon = <Waypoints aria-hidden="true" />;
  if (unreadable) {
    return (
      <EmptyState icon={icon} title={strings.lostPlace}>
        {strings.lostPlaceHint}
      </EmptyState>
    );
  }
  if (asksForSome(filter)) {
    return (
      <EmptyState icon={icon} title={strings.noneFit} action={<To filter={{}}>{strings.everything}</To>}>
        {strings.noneFitHint}
      </EmptyState>
    );
  }
  const begin = (
    <Link href="/chat" prefetch={false} className={buttonStyle({ variant: "outline" })}>
      {strings.begin}
    </Link>
  );
  return (
    <EmptyState icon={icon} title={strings.none} action={begin}>
      {strings.noneHint}
    </EmptyState>
  );
}

function To({ filter, children }: { filter: RunFilter; children: string }) {
  return (
    <Link href={runsAddress(filter)} prefetch={false} className={buttonStyle({ variant: "outline" })}>
      {children}
    </Link>
  );
}
