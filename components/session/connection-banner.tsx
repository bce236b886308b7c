"use client";

import Check from "lucide-react/icons/check";
import CloudOff from "lucide-react/icons/cloud-off";
import { useEffect, useRef, useState } from "react";
import { useSession } from "../live/use-session.ts";
import { strings } from "./strings.ts";

const shownForMs = 4_000;

/** Says when the connection is lost, and what came in when it is back. */
export function ConnectionBanner() {
  const connection = useSession((shown) => shown.connection);
  const caughtUp = useSession((shown) => shown.caughtUp);
  const wasOffline = useRef(false);
  const [back, setBack] = useState<number | null>(null);
  useEffect(() => {
    if (connection === "offline") {
      wasOffline.current = true;
      setBack(null);
      return;
    }
    if (connection !== "live" || !wasOffline.current) return;
    wasOffline.current = false;
    setBack(caughtUp);
    const timer = setTimeout(() => setBack(null), shownForMs);
    return () => clearTimeout(timer);
  }, [connection, caughtUp]);

  return (
    <div role="status" className="empty:hidden">
      {connection === "offline" ? (
        <p className="flex items-center justify-center gap-2 border-b bg-warning-muted px-3 py-1.5 text-sm">
          <CloudOff aria-hidden="true" className="size-4 shrink-0 text-warning" />
          {strings.offline}
        </p>
      ) : null}
      {back !== null && connection === "live" ? (
        <p className="flex items-center justify-center gap-2 border-b bg-success-muted px-3 py-1.5 text-sm">
          <Check aria-hidden="true" className="size-4 shrink-0 text-success" />
          {strings.backOnline(back)}
        </p>
      ) : null}
    </div>
  );
}
