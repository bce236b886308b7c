"use client";

import { type ReactNode, useCallback, useMemo } from "react";
import { firstView } from "../../../../components/live/session-store.ts";
import { SessionContext } from "../../../../components/live/use-session.ts";
import { ActContext } from "../../../../components/session/use-act.ts";
import { toast } from "../../../../components/ui/toast.ts";
import type { Command } from "../../../../lib/core/commands.ts";
import { nothingYet } from "../../../../lib/core/state.ts";
import type { FollowedRun } from "./followed-run.ts";
import { strings } from "./strings.ts";

interface Props {
  followed: FollowedRun | null;
  until: number;
  isLive: boolean;
  children: ReactNode;
}

/**
 * The run's session as it was at the moment, for everything that draws a session. Nothing can be done in the past; live,
 * it is the session itself.
 */
export function RunSession({ followed, until, isLive, children }: Props) {
  const store = isLive ? (followed?.store ?? null) : null;
  const then = isLive && store ? null : until;
  const held = useMemo(
    () => ({
      store,
      first: firstView(followed ? followed.moments.at(then ?? followed.moments.head) : nothingYet, true),
    }),
    [store, followed, then],
  );
  const act = useCallback(
    async (command: Command): Promise<boolean> => {
      if (!store) {
        toast({ title: strings.past, description: strings.pastHint, tone: "warning" });
        return false;
      }
      try {
        await store.send(command);
        return true;
      } catch (error) {
        const description = error instanceof Error ? error.message : String(error);
        toast({ title: strings.notDone, description, tone: "destructive" });
        return false;
      }
    },
    [store],
  );
  return (
    <SessionContext value={held}>
      <ActContext value={act}>{children}</ActContext>
    </SessionContext>
  );
}
