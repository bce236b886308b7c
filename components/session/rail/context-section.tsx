"use client";

import type { SessionState } from "../../../lib/core/state.ts";
import { useFolded } from "../../live/use-session.ts";
import { Meter } from "../../ui/meter.tsx";
import { useContextSizes } from "../context-sizes.ts";
import { compact } from "../format.ts";
import { strings } from "../strings.ts";
import { RailSection } from "./rail-section.tsx";

interface Context {
  used: number;
  model: string;
  dropped: number;
}

/** How much the model was given to read with its last turn, and what a summary stands for. */
export function ContextSection() {
  const { used, model, dropped } = useFolded(
    contextOf,
    (a, b) => a.used === b.used && a.model === b.model && a.dropped === b.dropped,
  );
  const size = useContextSizes()[model];
  if (used === 0) return null;
  return (
    <RailSection title={strings.context}>
      <Meter
        label={model}
        value={used}
        max={size ?? used}
        warnAt={size ? 0.8 : 2}
        alarmAt={size ? 0.95 : 2}
        text={strings.contextUsed(compact(used), size ? compact(size) : null)}
      />
      {dropped > 0 ? <p className="mt-1.5 text-muted-foreground text-xs">{strings.compressed(dropped)}</p> : null}
    </RailSection>
  );
}

function contextOf(state: SessionState): Context {
  for (const run of state.runs.toReversed()) {
    if (run.parent) continue;
    const turn = run.turns.findLast((each) => each.usage !== undefined);
    if (turn?.usage)
      return { used: turn.usage.input + turn.usage.output, model: turn.model, dropped: state.compressed?.dropped ?? 0 };
  }
  return { used: 0, model: "", dropped: 0 };
}
