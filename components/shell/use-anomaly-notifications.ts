"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { notifyState } from "../live/notify-setting.ts";
import { sharedTransport } from "../live/socket.ts";

/** Tells an operator who looks elsewhere of what is otherwise than usual. It is seldom, so its words are fetched when it happens. */
export function useAnomalyNotifications(): void {
  const router = useRouter();
  useEffect(
    () =>
      sharedTransport.on("anomalies", ({ anomalies }) => {
        if (!document.hidden || notifyState() !== "on") return;
        import("./tell-anomalies.ts")
          .then(({ tellAnomalies }) => tellAnomalies(anomalies, (href) => router.push(href)))
          .catch(() => {});
      }),
    [router],
  );
}
