"use client";

import RotateCcw from "lucide-react/icons/rotate-ccw";
import Link from "next/link";
import { useId, useState } from "react";
import type { RunSummary } from "../../../lib/core/summary.ts";
import { callApi } from "../../live/call-api.ts";
import { newCommandId } from "../../live/new-command-id.ts";
import { isUnread } from "../../live/seen.ts";
import { useSeen } from "../../live/use-seen.ts";
import { useSessionList } from "../../live/use-session-list.tsx";
import { buttonStyle } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { RunStatusBadge } from "../../ui/run-status-badge.tsx";
import { toast } from "../../ui/toast.ts";
import { sentenceOf } from "../chat-context.tsx";
import { strings } from "../strings.ts";
import { aroundStrings } from "../strings-around.ts";

const words = aroundStrings.inbox;

/** What came to its end lately: what nobody has looked at since is marked, and what failed can be tried again. */
export function EndedRuns({ runs }: { runs: readonly RunSummary[] }) {
  const heading = useId();
  const seen = useSeen();
  const { all } = useSessionList();
  const unread = new Set(all.filter((session) => isUnread(seen, session)).map(({ id }) => id));
  if (runs.length === 0) return null;
  return (
    <section aria-labelledby={heading} className="mt-10">
      <div className="mb-2 flex items-center gap-2">
        <h2 id={heading} className="flex-1 font-medium text-muted-foreground text-xs uppercase tracking-wide">
          {strings.finishedRuns}
        </h2>
        <Link href="/runs" prefetch={false} className={buttonStyle({ variant: "ghost", size: "small" })}>
          {words.allRuns}
        </Link>
      </div>
      <ul className="divide-y rounded-lg border bg-card">
        {runs.map((run) => (
          <EndedRun key={run.id} run={run} isNew={unread.has(run.sessionId)} />
        ))}
      </ul>
    </section>
  );
}

function EndedRun({ run, isNew }: { run: RunSummary; isNew: boolean }) {
  const [busy, setBusy] = useState(false);
  const { id, sessionId, task, agent, status, error, finishedAt } = run;
  const failed = status === "failed" || status === "limit";

  async function retry(): Promise<void> {
    setBusy(true);
    try {
      const command = { type: "run.retry", runId: id };
      await callApi("POST", `/sessions/${sessionId}/commands`, { commandId: newCommandId(), command });
      toast({ title: words.triedAgain(agent), tone: "success" });
    } catch (failure) {
      toast({ title: strings.actionFailed, description: sentenceOf(failure), tone: "destructive" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <li className="px-3 py-2 text-sm">
      <div className="flex min-w-0 items-center gap-3">
        <RunStatusBadge status={status} />
        <Link
          href={`/chat/${sessionId}`}
          className={`min-w-0 flex-1 truncate py-1 hover:underline ${isNew ? "font-medium" : ""}`}
        >
          {task}
        </Link>
        {isNew ? (
          <span className="grid size-3.5 shrink-0 place-items-center text-primary">
            <span aria-hidden="true" className="size-2 rounded-full bg-current" />
            <span className="sr-only">({words.notSeen})</span>
          </span>
        ) : null}
        <span className="shrink-0 text-muted-foreground text-xs max-sm:hidden">{agent}</span>
        {finishedAt ? (
          <RelativeTime at={finishedAt} className="shrink-0 text-muted-foreground text-xs tabular-nums" />
        ) : null}
        {failed ? (
          <IconButton
            size="small"
            label={words.retry(task)}
            icon={<RotateCcw />}
            disabled={busy}
            onClick={() => void retry()}
          />
        ) : null}
      </div>
      {error ? <p className="mt-0.5 break-words text-destructive text-xs leading-relaxed">{error}</p> : null}
    </li>
  );
}
