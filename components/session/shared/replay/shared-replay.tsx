"use client";

import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import type { Recorded } from "../../../../lib/core/events.ts";
import { Button } from "../../../ui/button.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { aroundStrings } from "../../strings-around.ts";

const words = aroundStrings.share;
const ReplayScreen = lazy(() => import("./replay-screen.tsx").then((module) => ({ default: module.ReplayScreen })));

interface SharedEvents {
  events: Recorded[];
  withTools: boolean;
}

interface Props {
  /** The link's address, below which its log is. */
  share: string;
  /** The event after which it is looked at first; null for as it was shared. */
  at: number | null;
}

/** Fetches what the link shares behind the first paint, and what replays it. */
export function SharedReplay({ share, at }: Props) {
  const [shared, setShared] = useState<SharedEvents | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const fetchLog = useCallback(async () => {
    setFailed(null);
    try {
      const answer = await fetch(`${share}/log`);
      if (!answer.ok) throw new Error(words.closed);
      setShared((await answer.json()) as SharedEvents);
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    }
  }, [share]);
  useEffect(() => void fetchLog(), [fetchLog]);
  if (failed !== null)
    return (
      <div
        role="alert"
        className="flex flex-wrap items-center gap-3 rounded-lg bg-destructive-muted px-3 py-2.5 text-sm"
      >
        <p className="min-w-0 flex-1 break-words text-destructive">
          <span className="font-medium">{words.notReplayed}</span> {failed}
        </p>
        <Button variant="outline" size="small" onClick={() => void fetchLog()}>
          {words.again}
        </Button>
      </div>
    );
  const waiting = <Skeleton className="h-80 w-full" />;
  if (!shared) return waiting;
  return (
    <Suspense fallback={waiting}>
      <ReplayScreen {...shared} share={share} askedAt={at} />
    </Suspense>
  );
}
