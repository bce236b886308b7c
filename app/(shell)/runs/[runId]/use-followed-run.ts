"use client";

import { useCallback, useEffect, useState } from "react";
import type { FollowedRun } from "./followed-run.ts";

export interface Followed {
  /** Null until the log is here. */
  run: FollowedRun | null;
  head: number;
  failed: string | null;
  tryAgain: () => void;
}

/** Fetches the log of the session, and what reads it, behind the first paint; then keeps up with it. */
export function useFollowedRun(sessionId: string, headAtFirst: number): Followed {
  const [followed, setFollowed] = useState<{ run: FollowedRun; head: number } | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [asked, setAsked] = useState({ head: headAtFirst });
  useEffect(() => {
    let open: FollowedRun | null = null;
    let left = false;
    const show = () => open && !left && setFollowed({ run: open, head: open.moments.head });
    setFailed(null);
    import("./followed-run.ts")
      .then(({ FollowedRun }) => FollowedRun.open(sessionId, asked.head, show))
      .then(
        (run) => {
          if (left) return run.close();
          open = run;
          show();
        },
        (error: unknown) => left || setFailed(error instanceof Error ? error.message : String(error)),
      );
    return () => {
      left = true;
      open?.close();
    };
  }, [sessionId, asked]);
  const tryAgain = useCallback(() => setAsked(({ head }) => ({ head })), []);
  return { run: followed?.run ?? null, head: followed?.head ?? headAtFirst, failed, tryAgain };
}
