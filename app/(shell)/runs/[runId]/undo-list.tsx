"use client";

import { useRouter } from "next/navigation";
import { UndoExecution } from "../../../../components/live/undo-execution.tsx";
import type { FunctionExecution } from "../../../../lib/functions/execution.ts";
import { strings } from "./strings.ts";

/** What functions did in this run that others can undo. */
export function UndoList({ executions }: { executions: readonly FunctionExecution[] }) {
  const router = useRouter();
  if (executions.length === 0) return null;
  return (
    <section aria-labelledby="undo-title" className="grid gap-2">
      <h3 id="undo-title" className="font-medium text-sm">
        {strings.undoTitle}
      </h3>
      <ul className="grid divide-y rounded-lg border bg-card">
        {executions.map(({ id, function: what, arguments: given, compensate, compensatedBy }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 px-4 pb-2">
            <span className="mt-2 font-mono text-sm">{what}</span>
            <span className="mt-2 min-w-0 flex-1 basis-40 truncate font-mono text-muted-foreground text-xs">
              {JSON.stringify(given)}
            </span>
            {compensatedBy === null && compensate ? (
              <UndoExecution executionId={id} what={what} by={compensate} onDone={() => router.refresh()} />
            ) : (
              <span className="mt-2 text-muted-foreground text-xs">{strings.undone}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
