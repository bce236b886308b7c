import { compact, dollars, duration } from "../../../../../components/session/format.ts";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import {
  offsetWords,
  tokensOf,
  tookWords,
  waitedWords,
} from "../../../../../components/session/runs/views/step-words.ts";
import type { Inspection } from "../../../../../lib/runs/inspection.ts";
import type { Step } from "../../../../../lib/runs/step.ts";
import { strings } from "../strings.ts";

/** What it took: time, tokens, cost. */
export function StepFacts({ step, found }: { step: Step; found: Inspection | null }) {
  const { trace } = useRunScreen();
  const { usage, cost } = step.total;
  const turn = found?.kind === "turn" ? found.turn : null;
  const waited = waitedWords(step, trace.to);
  const speed = turn?.usage && turn.ms ? (turn.usage.output * 1_000) / turn.ms : null;
  const facts: (readonly [string, string] | null)[] = [
    [strings.began, offsetWords(step.from - trace.from)],
    [strings.took, tookWords(step, trace.to)],
    waited ? [strings.waitedFor, waited] : null,
    step.kind === "run" ? null : [strings.agent, step.agent],
    turn ? [strings.attemptNumber, String(step.attempt)] : null,
    turn?.ttftMs ? [strings.firstWord, duration(turn.ttftMs)] : null,
    speed ? [strings.speedOf, strings.perSecond(compact(speed))] : null,
    tokensOf(step) > 0 ? [strings.input, strings.cachedOf(compact(usage.input), compact(usage.cached))] : null,
    tokensOf(step) > 0 ? [strings.output, strings.reasoningOf(compact(usage.output), compact(usage.reasoning))] : null,
    cost === null ? null : [strings.cost, dollars(cost)],
  ];
  return (
    <dl className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-x-3 gap-y-2">
      {facts
        .filter((fact) => fact !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt className="text-muted-foreground text-xs">{name}</dt>
            <dd className="break-words tabular-nums">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
