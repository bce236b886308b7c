"use client";

import Hand from "lucide-react/icons/hand";
import { openCalls, openRuns } from "../../../lib/core/state.ts";
import { useDrawing } from "../drawing-context.ts";
import { strings } from "../strings.ts";

/** What waits for a yes, as the server knows it. The yes itself is given on the server's own card, never on a surface. */
export function ApprovalWidget() {
  const { state } = useDrawing();
  const waiting = openRuns(state)
    .flatMap((run) => openCalls(run).map((call) => ({ call, agent: run.agent })))
    .filter(({ call }) => call.status === "awaiting-approval");
  if (waiting.length === 0) return <p className="text-muted-foreground">{strings.noApprovals}</p>;
  return (
    <div className="rounded-md border border-warning p-3">
      <p className="flex items-center gap-2 font-medium">
        <Hand aria-hidden="true" className="size-4 text-warning" />
        {strings.approvalElsewhere(waiting.length)}
      </p>
      <ul className="mt-1 grid gap-1">
        {waiting.map(({ call, agent }) => (
          <li key={call.callId} className="break-words">
            {agent}: <code className="font-mono text-xs">{call.tool}</code>
            {call.approval ? <span className="text-muted-foreground"> · {call.approval.reason}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
