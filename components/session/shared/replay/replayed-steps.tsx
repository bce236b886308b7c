"use client";

import { useMemo } from "react";
import type { SessionState } from "../../../../lib/core/state.ts";
import { sharedSteps } from "../../../../lib/export/shared-steps.ts";
import { aroundStrings } from "../../strings-around.ts";
import { SharedRuns } from "../shared-runs.tsx";

/** All that the agents had done by then, the newest in view. */
export function ReplayedSteps({ state }: { state: SessionState }) {
  const runs = useMemo(() => sharedSteps(state), [state]);
  return (
    <section
      aria-label={aroundStrings.share.steps}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="flex h-[min(65dvh,45rem)] flex-col-reverse overflow-y-auto overscroll-contain"
    >
      <div className="mb-auto">
        {runs.length === 0 ? <p className="py-5 text-muted-foreground">{aroundStrings.share.noStepsYet}</p> : null}
        <SharedRuns runs={runs} />
      </div>
    </section>
  );
}
