"use client";

import Bell from "lucide-react/icons/bell";
import { turnNotificationsOn, useNotifyState } from "../live/notify-setting.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.ts";
import { strings } from "./strings.ts";

/** Where somebody looks at what waits, and has not been asked yet. */
export function NotifyOffer() {
  const state = useNotifyState();
  if (state !== "ask") return null;

  async function turnOn(): Promise<void> {
    const now = await turnNotificationsOn();
    if (now === "on") toast({ title: strings.turnedOn, tone: "success" });
    if (now === "denied") toast({ title: strings.denied, tone: "warning" });
  }

  return (
    <p className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border bg-card px-3 py-2 text-sm">
      <Bell aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 flex-1 basis-48">{strings.offer}</span>
      <Button variant="outline" size="small" onClick={() => void turnOn()}>
        {strings.turnOn}
      </Button>
    </p>
  );
}
