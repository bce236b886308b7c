import { compact, dollars, duration } from "../../../../components/session/format.ts";
import { Card } from "../../../../components/ui/card.tsx";
import { RelativeTime } from "../../../../components/ui/relative-time.tsx";
import type { AgentLimits } from "../../../../lib/core/agent.ts";
import type { RunGlance } from "../../../../lib/runs/glance.ts";
import { durationWords } from "../../status/duration-words.ts";
import { strings } from "./strings.ts";

/** What the run used, and of how much where a limit is known. */
export function RunFigures({ run, limits }: { run: RunGlance; limits: AgentLimits | null }) {
  const { usage, turns, cost, activeMs, queuedAt, startedAt, model } = run;
  const tokens = compact(usage.input + usage.output);
  const figures = [
    [strings.model, model ?? strings.unknown],
    [strings.atWork, limited(duration(activeMs), limits && durationWords(limits.seconds * 1_000))],
    [strings.turns, limited(String(turns), limits && String(limits.turns))],
    [strings.tokens, limited(tokens, limits && compact(limits.tokens))],
    [strings.input, compact(usage.input)],
    [strings.cached, compact(usage.cached)],
    [strings.output, compact(usage.output)],
    [
      strings.cost,
      limited(
        cost === null ? strings.unknown : dollars(cost),
        limits?.cost === undefined ? null : dollars(limits.cost),
      ),
    ],
    [
      strings.waited,
      startedAt === null ? strings.unknown : duration(Math.max(0, Date.parse(startedAt) - Date.parse(queuedAt))),
    ],
    [strings.queued, <RelativeTime key="queued" at={queuedAt} />],
  ] as const;
  return (
    <Card className="overflow-hidden">
      <dl aria-label={strings.figures} className="-m-px grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))]">
        {figures.map(([name, value]) => (
          <div key={name} className="border-t border-l px-4 py-2.5">
            <dt className="text-muted-foreground text-xs">{name}</dt>
            <dd className="mt-0.5 break-words font-medium text-sm tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function limited(used: string, most: string | null): string {
  return most === null ? used : strings.of(used, most);
}
