"use client";

import { type Call, closedCalls, type SessionState } from "../../../lib/core/state.ts";
import { useFolded } from "../../live/use-session.ts";
import { Spinner } from "../../ui/spinner.tsx";
import { duration } from "../format.ts";
import { strings } from "../strings.ts";
import { RailSection } from "./rail-section.tsx";

interface Used {
  tool: string;
  count: number;
  failed: number;
  open: number;
  ms: number;
}

/** Which tools were used, how often, and how it went. */
export function ToolActivity() {
  const used = useFolded(usedTools, (a, b) => JSON.stringify(a) === JSON.stringify(b));
  if (used.length === 0) return null;
  return (
    <RailSection title={strings.tools}>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-1 text-sm">
        {used.map(({ tool, count, failed, open, ms }) => (
          <li key={tool} className="flex items-center gap-2">
            <code className="min-w-0 flex-1 truncate font-mono text-[0.8125rem]">{tool}</code>
            {open > 0 ? <Spinner className="size-3.5" /> : null}
            <span className="text-muted-foreground text-xs tabular-nums">
              {count}× · {duration(ms)}
              {failed > 0 ? <span className="text-destructive"> · {failed} ✗</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </RailSection>
  );
}

function usedTools(state: SessionState): Used[] {
  const byTool = Map.groupBy(
    state.runs.flatMap((run) => run.calls),
    (call) => call.tool,
  );
  return [...byTool].map(([tool, calls]) => ({
    tool,
    count: calls.length,
    failed: calls.filter((call) => call.status === "failed" || call.status === "denied").length,
    open: calls.filter(isAtWork).length,
    ms: calls.reduce((sum, call) => sum + (call.ms ?? 0), 0),
  }));
}

function isAtWork(call: Call): boolean {
  return !closedCalls.has(call.status) && call.status === "running";
}
