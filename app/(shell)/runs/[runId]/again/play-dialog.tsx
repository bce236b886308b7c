"use client";

import CircleCheck from "lucide-react/icons/circle-check";
import CircleX from "lucide-react/icons/circle-x";
import { useEffect, useState } from "react";
import { DiffView } from "../../../../../components/definitions/diff-view.tsx";
import { callApi } from "../../../../../components/live/call-api.ts";
import { Button } from "../../../../../components/ui/button.tsx";
import { Dialog } from "../../../../../components/ui/dialog.tsx";
import { Spinner } from "../../../../../components/ui/spinner.tsx";
import type { Verdict } from "../../../../../lib/replay/verdict.ts";
import { lineDiff } from "../../../../../lib/text/line-diff.ts";
import { strings } from "./strings.ts";

type Outcome = { verdict: Verdict } | { problem: string };

/** Plays the run as a test, and says what came of it. */
export function PlayDialog({ runId, onClose }: { runId: string; onClose: () => void }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useEffect(() => {
    let gone = false;
    callApi<Verdict>("POST", `/runs/${runId}/play`, {}).then(
      (verdict) => gone || setOutcome({ verdict }),
      (error: unknown) => gone || setOutcome({ problem: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      gone = true;
    };
  }, [runId]);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={strings.playTitle}
      description={strings.playHint}
      footer={<Button onClick={onClose}>{strings.close}</Button>}
    >
      <div aria-live="polite" className="grid gap-3">
        {outcome === null ? (
          <p className="flex items-center gap-2">
            <Spinner /> {strings.playing}
          </p>
        ) : "problem" in outcome ? (
          <p className="text-destructive">{outcome.problem}</p>
        ) : (
          <Told verdict={outcome.verdict} />
        )}
      </div>
    </Dialog>
  );
}

function Told({ verdict }: { verdict: Verdict }) {
  if (verdict.passed) {
    return (
      <p className="flex items-center gap-2 text-success">
        <CircleCheck aria-hidden="true" className="size-4 shrink-0" />
        {strings.passed(verdict.steps)}
      </p>
    );
  }
  const { step, where, what, expected, got } = verdict;
  return (
    <>
      <p className="flex items-center gap-2 text-destructive">
        <CircleX aria-hidden="true" className="size-4 shrink-0" />
        {strings.differs(step, where)}
      </p>
      <DiffView changes={[{ path: what, before: expected, after: got, lines: lineDiff(expected, got) }]} />
    </>
  );
}
