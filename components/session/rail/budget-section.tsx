"use client";

import { addUsage, noUsage, type Usage } from "../../../lib/core/model.ts";
import type { Run, SessionState } from "../../../lib/core/state.ts";
import { useFolded } from "../../live/use-session.ts";
import { Meter } from "../../ui/meter.tsx";
import { useAgent } from "../agents-context.ts";
import { compact, dollars } from "../format.ts";
import { strings } from "../strings.ts";
import { RailSection } from "./rail-section.tsx";

interface Spent {
  usage: Usage;
  cost: number | null;
  /** The run that the limits below are told for: the open one, or else the last. */
  run: Run | undefined;
}

/** What the session has used, and how far its run is from its limits. */
export function BudgetSection() {
  const { usage, cost, run } = useFolded(
    spentIn,
    (a, b) =>
      a.run === b.run && a.cost === b.cost && a.usage.input === b.usage.input && a.usage.output === b.usage.output,
  );
  const limits = useAgent(run?.agent ?? "")?.limits;
  if (!run) return null;
  const most = (run.limits.tokens ?? limits?.tokens ?? 0) + (run.allowed.tokens ?? 0);
  const used = run.usage.input + run.usage.output;
  const mostCost = run.limits.cost ?? limits?.cost;
  return (
    <RailSection title={strings.budget}>
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-0.5 text-sm tabular-nums">
        <Fact name={strings.inputTokens} value={compact(usage.input)} />
        <Fact name={strings.cachedTokens} value={compact(usage.cached)} isPart />
        <Fact name={strings.outputTokens} value={compact(usage.output)} />
        <Fact name={strings.reasoningTokens} value={compact(usage.reasoning)} isPart />
        <Fact name={strings.cost} value={cost === null ? strings.noCost : dollars(cost)} />
      </dl>
      {most > 0 ? (
        <Meter
          className="mt-3"
          label={strings.runTokens}
          value={used}
          max={most}
          text={`${compact(used)} / ${compact(most)}`}
        />
      ) : null}
      {mostCost && run.cost !== null ? (
        <Meter
          className="mt-2"
          label={strings.cost}
          value={run.cost}
          max={mostCost}
          text={`${dollars(run.cost)} / ${dollars(mostCost)}`}
        />
      ) : null}
    </RailSection>
  );
}

function Fact({ name, value, isPart }: { name: string; value: string; isPart?: boolean }) {
  return (
    <>
      <dt className={isPart ? "pl-3 text-muted-foreground text-xs" : ""}>{name}</dt>
      <dd className={isPart ? "text-right text-muted-foreground text-xs" : "text-right"}>{value}</dd>
    </>
  );
}

function spentIn(state: SessionState): Spent {
  let usage = noUsage;
  let cost: number | null = null;
  for (const run of state.runs) {
    usage = addUsage(usage, run.usage);
    if (run.cost !== null) cost = (cost ?? 0) + run.cost;
  }
  const run =
    state.runs.findLast((each) => !each.finished && !each.parent) ?? state.runs.findLast((each) => !each.parent);
  return { usage, cost, run };
}
