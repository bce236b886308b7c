"use client";

import type { SessionState } from "../../../../lib/core/state.ts";
import type { ShownSurface } from "../../../../lib/core/surface.ts";
import { SurfaceBody } from "../../../surfaces/surface-body.tsx";

/** Without steps of its own, the widget shows the session's. */
const plan: ShownSurface = {
  ...{ id: "plan", scope: "session", root: ["plan"], nodes: { plan: { type: "plan" } } },
  ...{ seq: 0, changedSeq: 0, acted: {} },
};

/** The plan as the agents had written it by then. */
export function ReplayedPlan({ state }: { state: SessionState }) {
  return (
    <div className="rounded-lg border bg-card p-3">
      <SurfaceBody surface={plan} state={state} act={null} />
    </div>
  );
}
