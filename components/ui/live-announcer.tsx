"use client";

import { useEffect, useState } from "react";
import { onAnnouncement } from "./announce.ts";

/** The one place on the page that `announce` speaks through. */
export function LiveAnnouncer() {
  const [polite, setPolite] = useState("");
  const [urgent, setUrgent] = useState("");
  useEffect(
    () =>
      onAnnouncement((text, isUrgent) => {
        const set = isUrgent ? setUrgent : setPolite;
        // The same words again are a change only with something unheard behind them.
        set((before) => (before === text ? `${text}\u00a0` : text));
      }),
    [],
  );
  return (
    <div className="sr-only">
      <div aria-live="polite">{polite}</div>
      <div aria-live="assertive">{urgent}</div>
    </div>
  );
}
