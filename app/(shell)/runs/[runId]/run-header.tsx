import MessageSquare from "lucide-react/icons/message-square";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonStyle } from "../../../../components/ui/button.tsx";
import type { RunGlance } from "../../../../lib/runs/glance.ts";
import { runAddress } from "./run-address.ts";
import { strings } from "./strings.ts";

/** What the run is about, who works on it, and where it came from. */
export function RunHeader({ run, sessionId }: { run: RunGlance; sessionId: string }) {
  return (
    <header className="grid gap-2">
      <h2 className="line-clamp-3 break-words font-semibold text-lg tracking-tight">{run.task || strings.noTask}</h2>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-sm">
        <span>
          {run.agent} {strings.version(run.agentVersion)}
        </span>
        {run.parent ? <RunLink runId={run.parent.runId}>{strings.parent}</RunLink> : null}
        {run.retryOf ? <RunLink runId={run.retryOf}>{strings.retryOf}</RunLink> : null}
        {run.rerunOf ? <RunLink runId={run.rerunOf.runId}>{strings.rerunOf}</RunLink> : null}
        {run.after ? <RunLink runId={run.after}>{strings.after}</RunLink> : null}
      </p>
      <p className="flex flex-wrap gap-2">
        <Link
          href={`/chat/${sessionId}`}
          prefetch={false}
          className={buttonStyle({ variant: "outline", size: "small" })}
        >
          <MessageSquare aria-hidden="true" />
          {strings.openChat}
        </Link>
        <Link href="/runs" prefetch={false} className={buttonStyle({ variant: "ghost", size: "small" })}>
          {strings.all}
        </Link>
      </p>
    </header>
  );
}

function RunLink({ runId, children }: { runId: string; children: ReactNode }) {
  return (
    <Link href={runAddress(runId)} prefetch={false} className="text-primary underline underline-offset-4">
      {children}
    </Link>
  );
}
