"use client";

import { useMemo } from "react";
import type { SessionState } from "../../../../lib/core/state.ts";
import { sharedSteps } from "../../../../lib/export/shared-steps.ts";
import { ScrollBox } from "../../../ui/scroll-box.tsx";
import { aroundStrings } from "../../strings-around.ts";
import { SharedRuns } from "../shared-runs.tsx";

/** All that the agents had done by then, the newest in view. */
export function ReplayedSteps({ state }: { state: SessionState }) {
  const runs = useMemo(() => sharedSteps(state), [state]);
  return (
    <ScrollBox
      label={aroundStrings.share.steps}
      className="flex h-[min(65dvh,45rem)] flex-col-reverse overflow-y-auto overscroll-contain"
    >
      <div className="mb-auto">
        {runs.length === 0 ? <p className="py-5 text-muted-foreground">{aroundStrings.share.noStepsYet}</p> : null}
        <SharedRuns runs={runs} />
      </div>
    </ScrollBox>
  );
}
