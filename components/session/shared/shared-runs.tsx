import { memo } from "react";
import { equalJson } from "../../../lib/core/equal-json.ts";
import type { SharedRun, SharedStep } from "../../../lib/export/shared-steps.ts";
import { RunStatusBadge } from "../../ui/run-status-badge.tsx";
import { duration } from "../format.ts";
import { aroundStrings } from "../strings-around.ts";

const words = aroundStrings.share;

/** The agents' work, run by run. Each step opens without a script. */
export function SharedRuns({ runs }: { runs: readonly SharedRun[] }) {
  return runs.map((run) => (
    <section key={run.id} aria-labelledby={`run-${run.id}`} className="grid gap-2 py-5">
      <h2 id={`run-${run.id}`} className="flex flex-wrap items-center gap-2 break-words font-medium">
        <span className="min-w-0 break-words">{run.task || run.agent}</span>
        <RunStatusBadge status={run.status} />
      </h2>
      <ol className="grid gap-1.5">
        {run.steps.map((step) => (
          <li key={step.id} style={{ marginLeft: `${Math.min(step.depth, 6)}rem` }}>
            <SharedStepView step={step} />
          </li>
        ))}
      </ol>
    </section>
  ));
}

interface StepProps {
  step: SharedStep;
  open?: boolean;
}

/** Made anew with each moment, and drawn anew only where it has changed. */
export const SharedStepView = memo(
  function SharedStepView({ step: { kind, agent, name, given, said, failed, ms }, open }: StepProps) {
    return (
      <details open={open} className="min-w-0 rounded-md border bg-card text-sm">
        <summary className="target flex cursor-pointer flex-wrap items-baseline gap-x-2 px-3 py-1.5">
          <span className="min-w-0 break-words">{kind === "turn" ? words.asks(agent) : words.uses(agent, name)}</span>
          {failed ? <span className="text-destructive text-xs">{words.stepFailed}</span> : null}
          <span className="ml-auto text-muted-foreground text-xs tabular-nums">{ms === null ? "" : duration(ms)}</span>
        </summary>
        <div className="grid gap-2 border-t px-3 py-2">
          {given === "" ? null : <Text label={words.given} text={given} />}
          {said === "" ? null : <Text label={words.cameOfIt} text={said} />}
        </div>
      </details>
    );
  },
  (a, b) => a.open === b.open && equalJson(a.step, b.step),
);

function Text({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0">
      <p className="font-medium text-muted-foreground text-xs">{label}</p>
      <p className="whitespace-pre-wrap break-words">{text}</p>
    </div>
  );
}
