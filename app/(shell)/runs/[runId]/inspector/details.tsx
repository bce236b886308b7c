"use client";

import { useMemo } from "react";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import { statusWords, stepName } from "../../../../../components/session/runs/views/step-words.ts";
import { Collapsible } from "../../../../../components/ui/collapsible.tsx";
import type { Recorded } from "../../../../../lib/core/events.ts";
import { inspect } from "../../../../../lib/runs/inspection.ts";
import type { Step } from "../../../../../lib/runs/step.ts";
import { StepActions } from "../again/step-actions.tsx";
import { strings } from "../strings.ts";
import { StepMark } from "../views/step-mark.tsx";
import { CallDetails } from "./call-details.tsx";
import { JsonTree } from "./json-tree.tsx";
import { RunDetails } from "./run-details.tsx";
import { StepFacts } from "./step-facts.tsx";
import { TurnDetails } from "./turn-details.tsx";
import { VisitDetails } from "./visit-details.tsx";

/** A step stands before the event that it was chosen by. */
export function Details({ event }: { event: Recorded | null }) {
  const { chosen } = useRunScreen();
  const { step } = chosen;
  return (
    <>
      {step ? <StepDetails key={step.id} step={step} /> : null}
      {event ? (
        <section aria-label={strings.event(event.seq)} className="border-t px-4 py-3 first:border-t-0">
          <Collapsible
            key={event.seq}
            open
            title={
              <span className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">{strings.happened[event.type] ?? event.type}</span>
                <code className="text-muted-foreground text-xs">{event.type}</code>
              </span>
            }
          >
            <div className="overflow-x-auto font-mono text-xs leading-relaxed">
              <JsonTree value={event} />
            </div>
          </Collapsible>
        </section>
      ) : null}
    </>
  );
}

function StepDetails({ step }: { step: Step }) {
  const { moments, until, trace } = useRunScreen();
  const found = useMemo(() => (moments ? inspect(moments, until, trace, step) : null), [moments, until, trace, step]);
  return (
    <section
      aria-label={strings.step(stepName(step))}
      className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3 text-sm"
    >
      <h4 className="flex flex-wrap items-center gap-x-2 gap-y-1 [&_svg]:size-4">
        <span className="text-muted-foreground text-xs uppercase tracking-wide">{strings.kinds[step.kind]}</span>
        <span className="min-w-0 break-words font-medium">{stepName(step)}</span>
        <span className="ml-auto flex items-center gap-1 text-xs">
          <StepMark step={step} />
          {statusWords(step)}
        </span>
      </h4>
      <StepFacts step={step} found={found} />
      {found ? <StepActions key={step.id} step={step} found={found} /> : null}
      {found?.kind === "run" ? <RunDetails run={found.run} /> : null}
      {found?.kind === "turn" ? <TurnDetails step={step} found={found} /> : null}
      {found?.kind === "call" ? <CallDetails call={found.call} /> : null}
      {found?.kind === "visit" ? <VisitDetails visit={found.visit} /> : null}
      {found?.kind === "summary" ? <p className="whitespace-pre-wrap break-words">{found.summary}</p> : null}
    </section>
  );
}
