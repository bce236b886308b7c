"use client";

import CirclePause from "lucide-react/icons/circle-pause";
import CircleStop from "lucide-react/icons/circle-stop";
import MessageSquarePlus from "lucide-react/icons/message-square-plus";
import Play from "lucide-react/icons/play";
import ScrollText from "lucide-react/icons/scroll-text";
import { useState } from "react";
import { spentBy } from "../../../lib/core/limits.ts";
import { findRun, type Run, runStatus, type SessionState } from "../../../lib/core/state.ts";
import { useFolded, useSession } from "../../live/use-session.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { RunStatusBadge } from "../../ui/run-status-badge.tsx";
import { compact, dollars } from "../format.ts";
import { strings } from "../strings.ts";
import { flowStrings as words } from "../strings-flow.ts";
import { useAct } from "../use-act.ts";
import { useEmoji } from "../workflows-context.ts";
import { RailSection } from "./rail-section.tsx";
import { RunWindow } from "./run-window.tsx";

const mostRuns = 8;
const indents = ["", "pl-4", "pl-8", "pl-12"];

/** Who works here, with whom they set to work below them: the newest runs first. */
export function AgentRoster() {
  const [opened, setOpened] = useState<{ runId: string; steers: boolean } | null>(null);
  const runs = useFolded(newestRuns, (a, b) => a.length === b.length && a.every((each, index) => each === b[index]));
  return (
    <RailSection title={strings.agentsAtWork}>
      {runs.length === 0 ? <p className="text-muted-foreground text-sm">{strings.noRuns}</p> : null}
      <ul aria-label={strings.agentsAtWork} className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
        {runs.map((run) => (
          <RunRow key={run.id} run={run} onOpen={(steers) => setOpened({ runId: run.id, steers })} />
        ))}
      </ul>
      {opened ? <RunWindow key={opened.runId} {...opened} onClose={() => setOpened(null)} /> : null}
    </RailSection>
  );
}

/** Open ones all, ended ones as far as there is room; each below its parent. */
function newestRuns(state: SessionState): Run[] {
  const newest = state.runs.filter((run) => !run.finished || run.depth === 0);
  const kept = new Set([...newest.filter((run) => !run.finished), ...newest.slice(-mostRuns)].map((run) => run.id));
  // A parent stands before its children, so one walk takes in all that is below.
  for (const run of state.runs) if (run.parent && kept.has(run.parent.runId)) kept.add(run.id);
  const shown = state.runs.filter((run) => kept.has(run.id));
  const below = (parentId: string | undefined): Run[] =>
    shown.filter((run) => run.parent?.runId === parentId).flatMap((run) => [run, ...below(run.id)]);
  const roots = shown.filter(
    (run) => run.parent === undefined || !shown.some((other) => other.id === run.parent?.runId),
  );
  return roots.toReversed().flatMap((run) => [run, ...below(run.id)]);
}

function RunRow({ run, onOpen }: { run: Run; onOpen: (steers: boolean) => void }) {
  const emoji = useEmoji(run.agent);
  const { act, busy } = useAct();
  const status = runStatus(run);
  // A workflow's own run asks no model: what it takes is what those take that it asks.
  const spent = useFolded(
    (state) => {
      const now = findRun(state, run.id);
      return now?.flow ? spentBy(state, now) : null;
    },
    (a, b) => a?.tokens === b?.tokens && a?.cost === b?.cost,
  );
  const tokens = spent?.tokens ?? run.usage.input + run.usage.output;
  const cost = spent?.cost ?? run.cost;
  const isOpen = !run.finished && !run.cancelled;
  const transcript = (
    <IconButton
      label={words.transcript(run.agent)}
      icon={<ScrollText />}
      size="small"
      aria-haspopup="dialog"
      onClick={() => onOpen(false)}
    />
  );
  return (
    <li className={`flex items-start gap-2 text-sm ${indents[Math.min(run.depth, 3)]}`}>
      <Avatar name={run.agent} emoji={emoji} size="small" className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <span className="min-w-0 truncate font-medium">{run.agent}</span>
          <RunStatusBadge status={status} className="ml-auto" />
        </div>
        <p className="truncate text-muted-foreground text-xs tabular-nums">
          {strings.steps(stepsOf(run))} · {compact(tokens)} tok
          {cost ? ` · ${dollars(cost)}` : ""}
          <Rate runId={run.id} running={status === "running"} />
        </p>
        <p className="truncate text-muted-foreground text-xs">{run.task}</p>
        {isOpen ? (
          <div className="-ml-1.5 mt-0.5 flex">
            {transcript}

            {run.flow ? null : (
              <IconButton
                label={words.steer(run.agent)}
                icon={<MessageSquarePlus />}
                size="small"
                aria-haspopup="dialog"
                onClick={() => onOpen(true)}
              />
            )}
            {run.paused ? (
              <IconButton
                label={strings.resume}
                icon={<Play />}
                size="small"
                disabled={busy}
                onClick={() => void act({ type: "run.resume", runId: run.id })}
              />
            ) : (
              <IconButton
                label={strings.pause}
                icon={<CirclePause />}
                size="small"
                disabled={busy}
                onClick={() => void act({ type: "run.pause", runId: run.id })}
              />
            )}
            <IconButton
              label={strings.stopAgent(run.agent)}
              icon={<CircleStop />}
              size="small"
              disabled={busy}
              onClick={() => void act({ type: "run.cancel", runId: run.id })}
            />
          </div>
        ) : null}
      </div>
      {isOpen ? null : transcript}
    </li>
  );
}

function stepsOf({ flow, calls, turns }: Run): number {
  return flow ? calls.length : turns.filter((turn) => turn.status === "completed").length;
}

function Rate({ runId, running }: { runId: string; running: boolean }) {
  const rate = useSession((shown) => (running ? shown.rates[runId]?.tokensPerSecond : undefined));
  return rate ? <> · {strings.perSecond(rate)}</> : null;
}
