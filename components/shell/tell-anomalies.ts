import { type Anomaly, runsOfAnomaly } from "../../lib/operations/anomalies.ts";
import { anomalyReason, anomalyTitle } from "../../lib/operations/anomaly-words.ts";
import { isAnyTabVisible, tellOnce } from "../live/tell-once.ts";

/** Each once over all tabs, and only while nobody looks at any of them. A click opens the runs of that hour. */
export async function tellAnomalies(anomalies: readonly Anomaly[], go: (href: string) => void): Promise<void> {
  if (await isAnyTabVisible()) return;
  for (const anomaly of anomalies) await tellOnce(`anomaly:${anomaly.id}`, () => show(anomaly, go));
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
