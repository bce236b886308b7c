"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { type Anomaly, runsOfAnomaly } from "../../lib/operations/anomalies.ts";
import { anomalyReason, anomalyTitle } from "../../lib/operations/anomaly-words.ts";
import { notifyState } from "../live/notify-setting.ts";
import { sharedTransport } from "../live/socket.ts";
import { isAnyTabVisible, tellOnce } from "../live/tell-once.ts";

/** Tells an operator who looks elsewhere of what is otherwise than usual, once each. A click opens the runs of that hour. */
export function useAnomalyNotifications(): void {
  const router = useRouter();
  useEffect(() => {
    if (notifyState() === "unsupported") return;
    const tell = async (anomalies: readonly Anomaly[]) => {
      if (!document.hidden || notifyState() !== "on" || (await isAnyTabVisible())) return;
      for (const anomaly of anomalies) {
        await tellOnce(`anomaly:${anomaly.id}`, () => show(anomaly, (href) => router.push(href)));
      }
    };
    return sharedTransport.on("anomalies", ({ anomalies }) => void tell(anomalies).catch(() => {}));
  }, [router]);
}

function show(anomaly: Anomaly, go: (href: string) => void): void {
  try {
    const options = { body: anomalyReason(anomaly), tag: anomaly.id, icon: "/icon.svg" };
    const notification = new Notification(anomalyTitle(anomaly), options);
    notification.onclick = () => {
      window.focus();
      notification.close();
      go(runsOfAnomaly(anomaly));
    };
  } catch {
    // Some phones have the permission and still no way to show one from a page.
  }
}
