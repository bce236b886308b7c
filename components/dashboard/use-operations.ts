"use client";

import { useEffect, useState } from "react";
import { withMoment } from "../../lib/operations/board.ts";
import type { Operations } from "../../lib/operations/operations.ts";
import { sharedTransport } from "../live/socket.ts";

export interface OperationsView {
  moments: readonly Operations[];
  /** Moments are coming. */
  live: boolean;
}

/** How the server stands, from what the page came with on. Asked for again after every break of the connection. */
export function useOperations(first: Operations): OperationsView {
  const [view, setView] = useState<OperationsView>({ moments: [first], live: false });
  useEffect(() => {
    const stops = [
      sharedTransport.on("operations", (next) =>
        setView(({ moments }) => ({ moments: withMoment(moments, next), live: true })),
      ),
      sharedTransport.onConnection((connected) => {
        if (!connected) return setView((now) => ({ ...now, live: false }));
        sharedTransport.request("watch-operations", {}).catch(() => {});
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      sharedTransport.request("unwatch-operations", {}).catch(() => {});
    };
  }, []);
  return view;
}
