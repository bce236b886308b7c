"use client";

import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { agentFigures } from "../../../lib/surfaces/live.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { RunStatusBadge } from "../../ui/run-status-badge.tsx";
import { useDrawing } from "../drawing-context.ts";
import { figureWords } from "../figure-words.ts";
import { strings } from "../strings.ts";

export function AgentCardWidget({ widget: { agent } }: { widget: Widget<"agentCard"> }) {
  const { state } = useDrawing();
  const { status, runs, turns, calls, tokens, cost } = agentFigures(state, agent);
  const figures = [
    [strings.runs, runs],
    [strings.turns, turns],
    [strings.calls, calls],
    [strings.tokens, tokens],
    [strings.cost, cost === null ? null : `$${cost.toFixed(4)}`],
  ] as const;
  return (
    <div className="rounded-md border p-3">
      <p className="flex items-center gap-2">
        <Avatar name={agent} />
        <span className="min-w-0 flex-1 truncate font-medium">{agent}</span>
        {status === "idle" ? <Badge tone="outline">{strings.agentIdle}</Badge> : <RunStatusBadge status={status} />}
      </p>
      <dl className="mt-2 flex flex-wrap gap-x-5 gap-y-1">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt className="text-muted-foreground text-xs">{name}</dt>
            <dd className="tabular-nums">{figureWords(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
