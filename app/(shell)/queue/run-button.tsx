"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { callApi } from "../../../components/live/call-api.ts";
import { announce } from "../../../components/ui/announce.ts";
import { Button } from "../../../components/ui/button.tsx";
import { toast } from "../../../components/ui/toast.ts";
import type { Command } from "../../../lib/core/commands.ts";
import type { RunSummary } from "../../../lib/core/summary.ts";
import { strings } from "./strings.ts";

const does = {
  retry: {
    type: "run.retry",
    label: strings.retry,
    of: strings.retryOf,
    said: strings.retried,
    failed: strings.notRetried,
  },
  cancel: {
    type: "run.cancel",
    label: strings.cancel,
    of: strings.cancelOf,
    said: strings.cancelled,
    failed: strings.notCancelled,
  },
} as const;

/** Asks for it, says what came of it, and has the page drawn again. */
export function RunButton({ run, what }: { run: RunSummary; what: keyof typeof does }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const { type, label, of, said, failed } = does[what];

  async function act(): Promise<void> {
    setBusy(true);
    try {
      await callApi("POST", `/sessions/${run.sessionId}/commands`, { type, runId: run.id } satisfies Command);
      announce(said);
      router.refresh();
    } catch (error) {
      toast({ title: failed, description: error instanceof Error ? error.message : "", tone: "destructive" });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button
      variant={what === "retry" ? "outline" : "ghost"}
      size="small"
      busy={busy}
      aria-label={of(run.task || strings.noTask)}
      className="-my-0.5"
      onClick={() => void act()}
    >
      {label}
    </Button>
  );
}
