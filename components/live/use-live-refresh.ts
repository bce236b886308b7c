"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { sharedTransport } from "./socket.ts";

/** Changes that come closer together are shown at once. */
const soonMs = 1_000;

/**
 * Has the server draw the page again when one of the person's sessions changed, and after a break of the connection. Nothing
 * is asked for while nobody looks at the page: it is made good when somebody does.
 */
export function useLiveRefresh(): void {
  const router = useRouter();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let missed = false;
    let wasOffline = false;
    const refresh = () => {
      timer = undefined;
      if (document.hidden) missed = true;
      else router.refresh();
    };
    const soon = () => {
      timer ??= setTimeout(refresh, soonMs);
    };
    const onVisible = () => {
      if (document.hidden || !missed) return;
      missed = false;
      soon();
    };
    const stops = [
      sharedTransport.on("summaries", soon),
      sharedTransport.onConnection((connected) => {
        if (connected && wasOffline) soon();
        wasOffline = !connected;
      }),
    ];
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      for (const stop of stops) stop();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [router]);
}
