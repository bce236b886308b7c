"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { ReplayBar } from "../../../../components/session/runs/replay-bar.tsx";
import { RunScreenContext } from "../../../../components/session/runs/run-screen-context.ts";
import { Button } from "../../../../components/ui/button.tsx";
import { RunStatusBadge } from "../../../../components/ui/run-status-badge.tsx";
import { Skeleton } from "../../../../components/ui/skeleton.tsx";
import { Tabs } from "../../../../components/ui/tabs.tsx";
import { TopBar } from "../../../../components/ui/top-bar.tsx";
import { Inspector } from "./inspector/inspector.tsx";
import type { ReadRun } from "./read-run.ts";
import { RunActions } from "./run-actions.tsx";
import { type Asked, type ViewName, viewNames } from "./run-address.ts";
import { RunFigures } from "./run-figures.tsx";
import { RunHeader } from "./run-header.tsx";
import { RunNews } from "./run-news.tsx";
import { RunSession } from "./run-session.tsx";
import { strings } from "./strings.ts";
import { useRunKeys } from "./use-run-keys.ts";
import { useRunScreenState } from "./use-run-screen-state.ts";
import { TreeView } from "./views/tree-view.tsx";

const TimelineView = lazy(() =>
  import("../../../../components/session/runs/views/timeline-view.tsx").then((module) => ({
    default: module.TimelineView,
  })),
);
const FlameView = lazy(() => import("./views/flame-view.tsx").then((module) => ({ default: module.FlameView })));
const GraphView = lazy(() => import("./views/graph-view.tsx").then((module) => ({ default: module.GraphView })));
const LogView = lazy(() => import("./views/log-view.tsx").then((module) => ({ default: module.LogView })));
const SessionView = lazy(() => import("./views/session-view.tsx").then((module) => ({ default: module.SessionView })));

/** Everything about one run at one moment, with one selection. Give it the run's id as `key`. */
export function RunScreen({ asked, children, ...read }: ReadRun & { asked: Asked; children?: ReactNode }) {
  const controls = useRunScreenState(read, asked);
  const { state, followed, view, setView, seqs, goTo } = controls;
  const { run, until, isLive } = state;
  useRunKeys(controls);
  return (
    <RunScreenContext value={state}>
      <RunSession followed={followed.run} until={until} isLive={isLive}>
        <TopBar title={strings.title} beside={<RunStatusBadge status={run.status} />}>
          <RunActions />
        </TopBar>
        <div className="mx-auto flex min-h-[calc(100dvh-3rem)] w-full max-w-[100rem] flex-col gap-5 px-4 pt-5 md:px-6">
          <RunHeader run={run} sessionId={read.sessionId} />
          <RunNews run={run} />
          <RunFigures run={run} limits={read.limits} />
          {children}
          {followed.failed === null ? null : <LogFailed sentence={followed.failed} onTryAgain={followed.tryAgain} />}
          <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <Tabs
              label={strings.views}
              value={view}
              onValueChange={(value) => setView(value as ViewName)}
              className="min-w-0"
              tabs={viewNames.map((name) => ({
                value: name,
                label: strings.viewNames[name],
                content: name === view ? <Suspense fallback={<Waiting />}>{viewOf(name)}</Suspense> : null,
              }))}
            />
            <Inspector />
          </div>
          <ReplayBar
            label={strings.momentOfRun}
            moments={state.moments}
            seqs={seqs}
            until={until}
            from={state.trace.from}
            live={{ label: strings.live, isLive }}
            goTo={goTo}
          />
        </div>
      </RunSession>
    </RunScreenContext>
  );
}

function viewOf(name: ViewName): ReactNode {
  switch (name) {
    case "tree":
      return <TreeView />;
    case "timeline":
      return <TimelineView />;
    case "flame":
      return <FlameView />;
    case "graph":
      return <GraphView />;
    case "log":
      return <LogView />;
    case "session":
      return <SessionView />;
  }
}

function Waiting() {
  return <Skeleton className="h-80 w-full" />;
}

function LogFailed({ sentence, onTryAgain }: { sentence: string; onTryAgain: () => void }) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 rounded-lg bg-destructive-muted px-3 py-2.5 text-sm">
      <p className="min-w-0 flex-1 break-words text-destructive">
        <span className="font-medium">{strings.logFailed}</span> {sentence}
      </p>
      <Button variant="outline" size="small" onClick={onTryAgain}>
        {strings.tryAgain}
      </Button>
    </div>
  );
}
