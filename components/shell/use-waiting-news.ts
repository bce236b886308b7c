"use client";

import { useParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { useSessionList } from "../live/use-session-list.tsx";
import { announce } from "../ui/announce.ts";
import { strings } from "./strings.ts";

/** How many things wait on a person. Says when another session than the one on the screen begins to wait. */
export function useWaitingNews(): number {
  const { all, waiting } = useSessionList();
  const { sessionId: current } = useParams<{ sessionId?: string }>();
  const before = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const now = all.filter((session) => session.waitingForPerson > 0);
    for (const session of now) {
      if (before.current && !before.current.has(session.id) && session.id !== current) {
        announce(strings.nowWaiting(session.title));
      }
    }
    before.current = new Set(now.map(({ id }) => id));
  }, [all, current]);
  return waiting;
}
