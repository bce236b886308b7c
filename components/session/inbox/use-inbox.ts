"use client";

import { useEffect, useRef, useState } from "react";
import type { Run } from "../../../lib/core/state.ts";
import type { RunSummary } from "../../../lib/core/summary.ts";
import { callApi } from "../../live/call-api.ts";
import { useSessionList } from "../../live/use-session-list.tsx";
import { endedStatuses, mostEnded, recentlyEnded } from "./recently-ended.ts";
import { type WaitingSession, waitingRuns } from "./waiting-session.ts";

export interface InboxView {
  waiting: readonly WaitingSession[];
  ended: readonly RunSummary[];
}

/** What waits and what ended, over all sessions. It is read anew only for a session that the server says has changed. */
export function useInbox(first: InboxView): InboxView {
  const { all: sessions } = useSessionList();
  const [view, setView] = useState(first);
  const known = useRef<Map<string, number> | null>(null);

  useEffect(() => {
    const heads = new Map(sessions.map(({ id, head }) => [id, head]));
    const before = known.current;
    known.current = heads;
    const changed = sessions.filter(({ id, head }) => before?.get(id) !== head && isNews(first, before, id, head));
    const gone = before ? [...before.keys()].filter((id) => !heads.has(id)) : [];
    if (gone.length > 0) setView((now) => ({ ...now, waiting: now.waiting.filter(({ id }) => !gone.includes(id)) }));
    for (const { id, waitingForPerson } of changed) {
      void (waitingForPerson > 0 ? readWaiting(id) : Promise.resolve(null)).then(
        (read) => setView((now) => ({ ...now, waiting: replaced(now.waiting, id, read) })),
        () => {},
      );
    }
    if (changed.some(({ openRuns }) => openRuns === 0)) {
      void readEnded().then(
        (ended) => setView((now) => ({ ...now, ended })),
        () => {},
      );
    }
  }, [sessions, first]);
  return view;
}

/** With the first look at the list, only what the page did not come with. */
function isNews({ waiting }: InboxView, before: Map<string, number> | null, id: string, head: number): boolean {
  return before !== null || waiting.some((each) => each.id === id && each.head !== head);
}

function replaced(all: readonly WaitingSession[], id: string, read: WaitingSession | null): WaitingSession[] {
  const index = all.findIndex((each) => each.id === id);
  const isEmpty = read === null || read.runs.length === 0;
  if (index < 0) return isEmpty ? [...all] : [read, ...all];
  return isEmpty ? all.toSpliced(index, 1) : all.toSpliced(index, 1, read);
}

async function readWaiting(id: string): Promise<WaitingSession> {
  const { title, head, runs } = await callApi<{ title: string; head: number; runs: Run[] }>("GET", `/sessions/${id}`);
  return { id, title, head, runs: waitingRuns(runs) };
}

async function readEnded(): Promise<RunSummary[]> {
  const pages = endedStatuses.map((status) =>
    callApi<{ items: RunSummary[] }>("GET", `/tasks?status=${status}&limit=${mostEnded}`),
  );
  return recentlyEnded(await Promise.all(pages));
}
