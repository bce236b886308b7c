"use client";

import CircleStop from "lucide-react/icons/circle-stop";
import MessageSquarePlus from "lucide-react/icons/message-square-plus";
import ScrollText from "lucide-react/icons/scroll-text";
import SquareArrowOutUpRight from "lucide-react/icons/square-arrow-out-up-right";
import Link from "next/link";
import { lazy, Suspense, useState } from "react";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import { useAct } from "../../../../../components/session/use-act.ts";
import { Button, buttonStyle } from "../../../../../components/ui/button.tsx";
import { RunStatusBadge } from "../../../../../components/ui/run-status-badge.tsx";
import { type Run, runStatus } from "../../../../../lib/core/state.ts";
import { runAddress } from "../run-address.ts";
import { strings } from "../strings.ts";
import { TextPart } from "./part.tsx";

const RunWindow = lazy(() =>
  import("../../../../../components/session/rail/run-window.tsx").then((module) => ({ default: module.RunWindow })),
);

/** What a run was told, how it ended, and what can be done with it by itself. */
export function RunDetails({ run }: { run: Run }) {
  const { isLive, run: shown } = useRunScreen();
  const [opened, setOpened] = useState<{ steers: boolean } | null>(null);
  const { act, busy } = useAct();
  const isOpen = isLive && !run.finished && !run.cancelled;
  const { finished, cancelled } = run;
  return (
    <>
      <p>
        <RunStatusBadge status={runStatus(run)} />
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" size="small" aria-haspopup="dialog" onClick={() => setOpened({ steers: false })}>
          <ScrollText aria-hidden="true" />
          {strings.transcript}
        </Button>
        {isOpen && !run.flow ? (
          <Button variant="outline" size="small" aria-haspopup="dialog" onClick={() => setOpened({ steers: true })}>
            <MessageSquarePlus aria-hidden="true" />
            {strings.steer}
          </Button>
        ) : null}
        {isOpen ? (
          <Button
            variant="outline"
            size="small"
            busy={busy}
            onClick={() => void act({ type: "run.cancel", runId: run.id })}
          >
            <CircleStop aria-hidden="true" />
            {strings.stopIt(run.agent)}
          </Button>
        ) : null}
        {run.id === shown.id ? null : (
          <Link
            href={runAddress(run.id)}
            prefetch={false}
            className={buttonStyle({ variant: "outline", size: "small" })}
          >
            <SquareArrowOutUpRight aria-hidden="true" />
            {strings.openRun}
          </Link>
        )}
      </div>
      <TextPart title={strings.task} text={run.task} />
      {cancelled ? <TextPart title={strings.cancelledBy(cancelled.by)} text={cancelled.reason ?? ""} /> : null}
      {finished?.error ? (
        <TextPart title={strings.error(finished.error.code)} text={finished.error.message} tone="bad" />
      ) : null}
      {opened ? (
        <Suspense fallback={null}>
          <RunWindow runId={run.id} steers={opened.steers} onClose={() => setOpened(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
