"use client";

import CircleStop from "lucide-react/icons/circle-stop";
import { useState } from "react";
import { callApi } from "../../../../components/live/call-api.ts";
import { announce } from "../../../../components/ui/announce.ts";
import { Button } from "../../../../components/ui/button.tsx";
import { toast } from "../../../../components/ui/toast.ts";
import { strings } from "./strings.ts";

export function StopRun({ runId }: { runId: string }) {
  const [busy, setBusy] = useState(false);

  async function stop(): Promise<void> {
    setBusy(true);
    try {
      await callApi("DELETE", `/tasks/${runId}`);
      announce(strings.stopped);
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error);
      toast({ title: strings.stopFailed, description, tone: "destructive" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button variant="outline" size="small" busy={busy} onClick={() => void stop()}>
      {busy ? null : <CircleStop aria-hidden="true" />}
      {strings.stop}
    </Button>
  );
}
