"use client";

import Ban from "lucide-react/icons/ban";
import Check from "lucide-react/icons/check";
import Hand from "lucide-react/icons/hand";
import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import { runStatus } from "../../../lib/core/state.ts";
import { useFolded } from "../../live/use-session.ts";
import { cn } from "../../ui/cn.ts";
import { RunStatusBadge } from "../../ui/run-status-badge.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { Speaker } from "../flow/line.tsx";
import { RunPicture } from "../flow/run-picture.tsx";
import { allStepsOf, type FlowStep, nodeTitle, shownFlow, stepsOf } from "../flow/steps.ts";
import { usePicture } from "../flow/use-picture.ts";
import { compact, dollars, duration } from "../format.ts";
import { flowStrings as words } from "../strings-flow.ts";
import { useWorkflow, type WorkflowCard } from "../workflows-context.ts";
import { RailSection } from "./rail-section.tsx";

const marks: Record<FlowStep["status"], ReactNode> = {
  // Words that pulse would be hard to read.
  open: (
    <span className="animate-pulse-soft motion-reduce:animate-none">
      <Spinner className="text-info" />
    </span>
  ),
  waiting: <Hand aria-hidden="true" className="text-warning" />,
  done: <Check aria-hidden="true" className="text-success" />,
  failed: <X aria-hidden="true" className="text-destructive" />,
  skipped: <Ban aria-hidden="true" />,
};

/** How far the workflow has come: the open run, or the last one. */
export function FlowSection() {
  const run = useFolded(shownFlow);
  const card = useWorkflow(run?.agent ?? "");
  const steps = useFolded(
    (state) => {
      const shown = shownFlow(state);
      return shown ? stepsOf(state, shown, card) : [];
    },
    (a, b) => JSON.stringify(a) === JSON.stringify(b),
  );
  if (!run) return null;
  const failed = run.flow?.ended?.error?.message;
  return (
    <RailSection title={words.steps} after={<RunStatusBadge status={runStatus(run)} />}>
      <p className="mb-2 text-sm">
        <Speaker name={run.agent} />
      </p>
      <LivePicture workflow={run.agent} version={run.agentVersion} />
      {steps.length === 0 ? <p className="text-muted-foreground text-sm">{words.noSteps}</p> : null}
      <ol aria-label={words.steps} className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {steps.map((step) => (
          <Step key={step.visit.id} step={step} card={card} />
        ))}
      </ol>
      {failed ? <p className="mt-2 break-words text-destructive text-xs">{failed}</p> : null}
    </RailSection>
  );
}

function LivePicture({ workflow, version }: { workflow: string; version: number }) {
  const picture = usePicture(workflow, version);
  const steps = useFolded(
    (state) => {
      const shown = shownFlow(state);
      return shown ? allStepsOf(state, shown) : [];
    },
    (a, b) => JSON.stringify(a) === JSON.stringify(b),
  );
  if (!picture) return null;
  return <RunPicture workflow={workflow} picture={picture} steps={steps} className="mb-3 max-h-[28rem]" />;
}

function Step({ step, card }: { step: FlowStep; card: WorkflowCard | undefined }) {
  const { visit, status, agents, tokens, cost, ms, error } = step;
  const facts = [
    tokens > 0 ? `${compact(tokens)} tok` : null,
    cost ? dollars(cost) : null,
    ms === null ? null : duration(ms),
  ].filter((fact) => fact !== null);
  return (
    <li
      aria-current={status === "open" ? "step" : undefined}
      className={cn(
        "flex items-start gap-2 text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0",
        status === "skipped" && "text-muted-foreground",
      )}
    >
      {marks[status]}
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className={cn("font-medium", status === "skipped" && "font-normal line-through")}>
            {nodeTitle(card, visit.node)}
          </span>
          <span className={status === "failed" ? "text-destructive text-xs" : "text-muted-foreground text-xs"}>
            {words.stepStatus[status]}
          </span>
        </p>
        {agents.length > 0 || facts.length > 0 ? (
          <p className="text-muted-foreground text-xs tabular-nums">
            {[agents.join(", "), ...facts].filter(Boolean).join(" · ")}
          </p>
        ) : null}
        {error ? <p className="break-words text-destructive text-xs">{error}</p> : null}
      </div>
    </li>
  );
}
