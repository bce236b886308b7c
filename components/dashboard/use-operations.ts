"use client";

import { useEffect, useState } from "react";
import { type Standing, withNext } from "../../lib/operations/operations.ts";
import { sharedTransport } from "../live/socket.ts";

export interface OperationsView extends Standing {
  /** Moments are coming. */
  live: boolean;
}

/**
 * How the server stands and stood, from what the page came with on. Asked for again after every break of the connection,
 * with what was missed: everybody sees the same course.
 */
export function useOperations(first: Standing): OperationsView {
  const [view, setView] = useState<OperationsView>({ ...first, live: false });
  useEffect(() => {
    let gone = false;
    const watch = () =>
      sharedTransport.request("watch-operations", {}).then(
        (answer) => {
          if (answer.ok && !gone) setView((view) => ({ ...view, course: answer.course }));
        },
        () => {},
      );
    const stops = [
      sharedTransport.on("operations", (next) => setView((view) => ({ ...withNext(view, next), live: true }))),
      sharedTransport.onConnection((connected) => {
        if (!connected) return setView((now) => ({ ...now, live: false }));
        void watch();
      }),
    ];
    return () => {
      gone = true;
      for (const stop of stops) stop();
      sharedTransport.request("unwatch-operations", {}).catch(() => {});
    };
  }, []);
  return view;
}
