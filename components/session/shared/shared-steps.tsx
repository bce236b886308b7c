import Link from "next/link";
import type { SharedRun, SharedStep } from "../../../lib/export/shared-steps.ts";
import { RunStatusBadge } from "../../ui/run-status-badge.tsx";
import { TroupeMark } from "../../ui/troupe-mark.tsx";
import { duration } from "../format.ts";
import { aroundStrings } from "../strings-around.ts";

const words = aroundStrings.share;

interface Props {
  title: string;
  runs: readonly SharedRun[];
  /** Where the conversation is. */
  conversation: string;
}

/** Every step of the agents, to be read by anybody. Each opens without a script. */
export function SharedSteps({ title, runs, conversation }: Props) {
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-3xl px-4 py-6 outline-none sm:px-6">
      <header className="border-b pb-4">
        <p className="flex items-center gap-2 text-muted-foreground text-sm">
          <TroupeMark className="size-4 shrink-0 text-primary" />
          {words.readOnly}
        </p>
        <h1 className="mt-3 text-balance break-words font-semibold text-2xl tracking-tight">{words.stepsOf(title)}</h1>
        <p className="mt-1 text-sm">
          <Link href={conversation} prefetch={false} className="text-primary underline underline-offset-4">
            {words.conversation}
          </Link>
        </p>
      </header>
      {runs.length === 0 ? <p className="py-8 text-muted-foreground">{words.noSteps}</p> : null}
      {runs.map((run, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is shared does not change
        <section key={index} aria-labelledby={`run-${index}`} className="grid gap-2 py-5">
          <h2 id={`run-${index}`} className="flex flex-wrap items-center gap-2 break-words font-medium">
            <span className="min-w-0 break-words">{run.task}</span>
            <RunStatusBadge status={run.status} />
          </h2>
          <ol className="grid gap-1.5">
            {run.steps.map((step, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what is shared does not change
              <li key={place} style={{ marginLeft: `${Math.min(step.depth, 6)}rem` }}>
                <Step step={step} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </main>
  );
}

function Step({ step: { kind, agent, name, given, said, failed, ms } }: { step: SharedStep }) {
  return (
    <details className="min-w-0 rounded-md border bg-card text-sm">
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
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0">
      <p className="font-medium text-muted-foreground text-xs">{label}</p>
      <p className="whitespace-pre-wrap break-words">{text}</p>
    </div>
  );
}
