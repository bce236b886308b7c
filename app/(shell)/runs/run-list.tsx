"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { callApi } from "../../../components/live/call-api.ts";
import { AlertDialog } from "../../../components/ui/alert-dialog.tsx";
import { announce } from "../../../components/ui/announce.ts";
import { Button } from "../../../components/ui/button.tsx";
import { toast } from "../../../components/ui/toast.ts";
import type { RunSummary } from "../../../lib/core/summary.ts";
import { RunTable } from "./run-table.tsx";
import { strings } from "./strings.ts";
import { useRunKeys } from "./use-run-keys.ts";

interface Cancelled {
  results: { runId: string; outcome: "cancelled" | "over" | "failed"; error?: string }[];
}

/** The page of the list, kept as it stands now; several runs can be stopped at once. */
export function RunList({ runs }: { runs: readonly RunSummary[] }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  // What came to its end meanwhile, or left the page, is not chosen any more.
  const selected = runs.filter((run) => run.open && chosen.has(run.id));
  const toggle = (runId: string) => {
    if (!runs.some((run) => run.id === runId && run.open)) return;
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(runId)) next.add(runId);
      return next;
    });
  };
  useRunKeys(toggle);

  async function cancel(): Promise<void> {
    const { results } = await callApi<Cancelled>("POST", "/runs/cancel", { runIds: selected.map(({ id }) => id) });
    setChosen(new Set());
    const failed = results.filter(({ outcome }) => outcome === "failed");
    const said = strings.cancelledCount(results.length - failed.length);
    announce(said);
    if (failed.length === 0) toast({ title: said, tone: "success" });
    else
      toast({ title: strings.notCancelled(failed.length), description: failed[0]?.error ?? "", tone: "destructive" });
    router.refresh();
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex min-h-8 flex-wrap items-center gap-3">
        <p aria-live="polite" className="text-muted-foreground text-sm">
          {selected.length > 0 ? strings.selected(selected.length) : strings.listHint}
        </p>
        {selected.length > 0 ? (
          <>
            <Button variant="destructive" size="small" onClick={() => setAsking(true)}>
              {strings.cancelSelected}
            </Button>
            <Button variant="ghost" size="small" onClick={() => setChosen(new Set())}>
              {strings.selectNone}
            </Button>
          </>
        ) : null}
      </div>
      <RunTable
        runs={runs}
        selected={new Set(selected.map(({ id }) => id))}
        onToggle={toggle}
        onToggleAll={(all) => setChosen(new Set(all ? runs.filter(({ open }) => open).map(({ id }) => id) : []))}
      />
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={strings.cancelTitle(selected.length)}
        description={strings.cancelDescription}
        confirmLabel={strings.cancelConfirm}
        onConfirm={cancel}
      />
    </div>
  );
}
