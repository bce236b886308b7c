"use client";

import Ban from "lucide-react/icons/ban";
import CirclePause from "lucide-react/icons/circle-pause";
import Gauge from "lucide-react/icons/gauge";
import Hand from "lucide-react/icons/hand";
import OctagonX from "lucide-react/icons/octagon-x";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import { memo } from "react";
import { openCalls, type Run, runStatus, waitsForPerson } from "../../../lib/core/state.ts";
import { Button } from "../../ui/button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { ToolCard } from "../cards/tool-card.tsx";
import { strings } from "../strings.ts";
import { useAct } from "../use-act.ts";

/** A run between its turns: why nothing is being said. */
export const IdleRun = memo(function IdleRun({ run }: { run: Run }) {
  const { act, busy } = useAct();
  const status = runStatus(run);
  const asked = run.flow ? openCalls(run).filter(waitsForPerson) : [];
  if (asked.length > 0)
    return (
      // No turn of a model wrote these calls, so no message shows them.
      <div id={`message-${run.id}`} className="sm:ml-10">
        {asked.map((call) => (
          <ToolCard key={call.callId} call={call} agent={run.agent} />
        ))}
      </div>
    );
  return (
    <div className="sm:ml-10 flex min-h-8 flex-wrap items-center gap-2 text-muted-foreground text-sm">
      {status === "waiting" ? (
        <Hand aria-hidden="true" className="size-4 text-warning" />
      ) : status === "paused" ? (
        <CirclePause aria-hidden="true" className="size-4" />
      ) : (
        <Spinner />
      )}
      <span>
        {status === "queued" && strings.queuedRun}
        {status === "running" && strings.working}
        {status === "cancelling" && strings.stopping}
        {status === "waiting" && strings.waitsOnYou}
        {status === "paused" && strings.paused(run.paused?.reason ?? "")}
      </span>
      {status === "paused" ? (
        <Button
          size="small"
          variant="outline"
          busy={busy}
          onClick={() => void act({ type: "run.resume", runId: run.id })}
        >
          {strings.resume}
        </Button>
      ) : null}
    </div>
  );
});

/** A run that did not simply end: failed, stopped, or at its limit. */
export const EndedRun = memo(function EndedRun({ run }: { run: Run }) {
  const { act, busy } = useAct();
  const { finished, agent } = run;
  if (!finished) return null;
  const failed = finished.outcome === "failed";
  const Icon = failed ? OctagonX : finished.outcome === "limit" ? Gauge : Ban;
  return (
    <div
      className={`my-1.5 rounded-lg sm:ml-10 border px-3 py-2 text-sm ${failed ? "border-destructive bg-destructive-muted" : "bg-card"}`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <p className="flex min-w-0 flex-1 items-center gap-2 font-medium">
          <Icon
            aria-hidden="true"
            className={`size-4 shrink-0 ${failed ? "text-destructive" : "text-muted-foreground"}`}
          />
          {failed && strings.runFailed(agent)}
          {finished.outcome === "cancelled" && strings.runStopped(agent)}
          {finished.outcome === "limit" && strings.runLimit(agent, finished.limit ?? "work")}
        </p>
        <Button
          size="small"
          variant="outline"
          busy={busy}
          onClick={() => void act({ type: "run.retry", runId: run.id })}
        >
          <RotateCcw aria-hidden="true" />
          {strings.retry}
        </Button>
      </div>
      {finished.error ? (
        <p className="mt-1 leading-relaxed">
          {finished.error.message} <code className="text-xs">({finished.error.code})</code>
        </p>
      ) : null}
    </div>
  );
});
