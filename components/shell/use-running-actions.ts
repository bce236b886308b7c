"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { Command } from "../../lib/core/commands.ts";
import type { Run } from "../../lib/core/state.ts";
import { callApi } from "../live/call-api.ts";
import { newCommandId } from "../live/new-command-id.ts";
import { useSessionList } from "../live/use-session-list.tsx";
import type { Action } from "../ui/actions.ts";
import { announce } from "../ui/announce.ts";
import { toast } from "../ui/toast.ts";
import { runningActions, type WorkingSession } from "./running-actions.ts";
import { strings } from "./strings.ts";

const mostSessions = 8;

/** About the work that is under way in any session, read anew while the palette is open and something changes. */
export function useRunningActions(): Action[] {
  const { all } = useSessionList();
  const router = useRouter();
  const [read, setRead] = useState<ReadonlyMap<string, WorkingSession>>(new Map());
  const working = all.filter(({ openRuns }) => openRuns > 0).slice(0, mostSessions);
  const heads = working.map(({ id, head }) => `${id}@${head}`).join(" ");
  useEffect(() => {
    let over = false;
    for (const id of heads === "" ? [] : heads.split(" ").map((each) => each.slice(0, each.lastIndexOf("@")))) {
      callApi<{ title: string; runs: Run[] }>("GET", `/sessions/${id}`).then(
        ({ title, runs }) => {
          if (!over) setRead((before) => new Map(before).set(id, { id, title, runs }));
        },
        // One that was deleted a moment ago has nothing to be done about.
        () => {},
      );
    }
    return () => {
      over = true;
    };
  }, [heads]);

  const doing = {
    send: (sessionId: string, command: Command, done: string) => void send(sessionId, command, done),
    go: (href: string) => router.push(href),
  };
  return working.flatMap(({ id }) => {
    const session = read.get(id);
    return session ? runningActions(session, doing) : [];
  });
}

async function send(sessionId: string, command: Command, done: string): Promise<void> {
  try {
    await callApi("POST", `/sessions/${sessionId}/commands`, { commandId: newCommandId(), command });
    toast({ title: done, tone: "success" });
    announce(done);
  } catch (error) {
    const description = error instanceof Error ? error.message : String(error);
    toast({ title: strings.work.failed, description, tone: "destructive" });
  }
}
