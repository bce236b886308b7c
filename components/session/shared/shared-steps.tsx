import Link from "next/link";
import type { SharedRun } from "../../../lib/export/shared-steps.ts";
import { TroupeMark } from "../../ui/troupe-mark.tsx";
import { aroundStrings } from "../strings-around.ts";
import { SharedRuns } from "./shared-runs.tsx";

const words = aroundStrings.share;

interface Props {
  title: string;
  runs: readonly SharedRun[];
  /** Where the conversation is, and its replay. */
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
          {" · "}
          <Link href={`${conversation}/replay`} prefetch={false} className="text-primary underline underline-offset-4">
            {words.replay}
          </Link>
        </p>
      </header>
      {runs.length === 0 ? <p className="py-8 text-muted-foreground">{words.noSteps}</p> : null}
      <SharedRuns runs={runs} />
    </main>
  );
}
