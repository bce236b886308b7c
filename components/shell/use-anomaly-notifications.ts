"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { sharedTransport } from "../live/socket.ts";

/** Tells an operator of what is otherwise than usual, wherever they look. It is seldom, so its words are fetched when it happens. */
export function useAnomalyNotifications(): void {
  const router = useRouter();
  useEffect(
    () =>
      sharedTransport.on("anomalies", ({ anomalies }) => {
        // Without locks, each of several tabs would tell it.
        if (anomalies.length === 0 || !("locks" in navigator)) return;
        import("./tell-anomalies.ts")
          .then(({ tellAnomalies }) => tellAnomalies(anomalies, (href) => router.push(href)))
          .catch(() => {});
      }),
    [router],
  );
}
