import type { Anomaly } from "../../lib/operations/anomalies.ts";
import { anomalyReason, anomalyTitle } from "../../lib/operations/anomaly-words.ts";
import { runsOfAnomaly } from "../../lib/operations/deviation.ts";
import { notifyState } from "../live/notify-setting.ts";
import { isAnyTabVisible, tellOnce } from "../live/tell-once.ts";
import { toast } from "../ui/toast.ts";
import { strings } from "./strings.ts";

/** These show what is otherwise than usual by themselves. */
const shownOn = ["/dashboard", "/analytics", "/inbox"];
const readingMs = 15_000;

/**
 * Each once over all tabs: by the browser while nobody looks at any of them, where that is wanted; else on the page that is
 * looked at. Either leads to the runs that made it.
 */
export async function tellAnomalies(anomalies: readonly Anomaly[], go: (href: string) => void): Promise<void> {
  const isSeen = await isAnyTabVisible();
  if (isSeen ? document.hidden || shownOn.includes(location.pathname) : notifyState() !== "on") return;
  const show = isSeen ? showOnPage : showByBrowser;
  for (const anomaly of anomalies) await tellOnce(`anomaly:${anomaly.id}`, () => show(anomaly, go));
}

function showOnPage(anomaly: Anomaly, go: (href: string) => void): void {
  toast({
    title: anomalyTitle(anomaly),
    description: anomalyReason(anomaly),
    tone: "warning",
    action: { label: strings.showRuns, onSelect: () => go(runsOfAnomaly(anomaly)) },
    timeoutMs: readingMs,
  });
}

function showByBrowser(anomaly: Anomaly, go: (href: string) => void): void {
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
