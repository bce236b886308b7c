"use client";

import MessageSquare from "lucide-react/icons/message-square";
import Link from "next/link";
import { compact, dollars, duration, modelName } from "../../../components/session/format.ts";
import { buttonStyle } from "../../../components/ui/button.tsx";
import { Card } from "../../../components/ui/card.tsx";
import { Checkbox } from "../../../components/ui/checkbox.tsx";
import { RelativeTime } from "../../../components/ui/relative-time.tsx";
import { RunStatusBadge } from "../../../components/ui/run-status-badge.tsx";
import { Cell, HeaderCell, Table } from "../../../components/ui/table.tsx";
import type { RunSummary } from "../../../lib/core/summary.ts";
import { strings } from "./strings.ts";

interface Props {
  runs: readonly RunSummary[];
  selected: ReadonlySet<string>;
  onToggle: (runId: string) => void;
  onToggleAll: (all: boolean) => void;
}

export function RunTable({ runs, selected, onToggle, onToggleAll }: Props) {
  const open = runs.filter((run) => run.open).length;
  return (
    <Card>
      <Table label={strings.title}>
        <thead>
          <tr>
            <HeaderCell className="w-0 pr-0">
              {open > 0 ? (
                <Checkbox
                  label={<span className="sr-only">{strings.selectAll}</span>}
                  checked={selected.size === open}
                  mixed={selected.size > 0 && selected.size < open}
                  onChange={(event) => onToggleAll(event.target.checked)}
                />
              ) : (
                <span className="sr-only">{strings.selection}</span>
              )}
            </HeaderCell>
            <HeaderCell>{strings.status}</HeaderCell>
            <HeaderCell>{strings.task}</HeaderCell>
            <HeaderCell>{strings.agent}</HeaderCell>
            <HeaderCell>{strings.model}</HeaderCell>
            <HeaderCell numeric>{strings.turns}</HeaderCell>
            <HeaderCell numeric title={strings.tokensHint}>
              {strings.tokens}
            </HeaderCell>
            <HeaderCell numeric>{strings.cost}</HeaderCell>
            <HeaderCell numeric title={strings.durationHint}>
              {strings.duration}
            </HeaderCell>
            <HeaderCell numeric>{strings.when}</HeaderCell>
            <HeaderCell>{strings.chat}</HeaderCell>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>*]:border-0">
          {runs.map((run) => (
            <Row key={run.id} run={run} selected={selected.has(run.id)} onToggle={onToggle} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

interface RowProps {
  run: RunSummary;
  selected: boolean;
  onToggle: (runId: string) => void;
}

function Row({ run, selected, onToggle }: RowProps) {
  return (
    <tr data-run={run.id} className={selected ? "whitespace-nowrap bg-accent/50" : "whitespace-nowrap"}>
      <Cell className="w-0 pr-0">
        {run.open ? (
          <Checkbox
            label={<span className="sr-only">{strings.select(run.task || strings.noTask)}</span>}
            checked={selected}
            onChange={() => onToggle(run.id)}
          />
        ) : null}
      </Cell>
      <Cell>
        <RunStatusBadge status={run.status} />
      </Cell>
      <Cell className="w-full min-w-48 max-w-72">
        <Link
          href={`/runs/${run.id}`}
          prefetch={false}
          data-run-link
          className="block truncate font-medium underline-offset-4 hover:underline"
        >
          {run.task || strings.noTask}
        </Link>
        {run.error ? <p className="truncate text-destructive text-xs">{run.error}</p> : null}
      </Cell>
      <Cell>{run.agent}</Cell>
      <Cell className="text-muted-foreground" title={run.model ?? undefined}>
        {run.model ? modelName(run.model) : strings.unknown}
      </Cell>
      <Cell numeric>{run.turns}</Cell>
      <Cell numeric>{compact(run.inputTokens + run.outputTokens)}</Cell>
      <Cell numeric>{run.cost === null ? strings.unknown : dollars(run.cost)}</Cell>
      <Cell numeric>{duration(run.activeMs)}</Cell>
      <Cell numeric className="text-muted-foreground">
        <RelativeTime at={run.queuedAt} />
      </Cell>
      <Cell>
        <Link
          href={`/chat/${run.sessionId}`}
          prefetch={false}
          aria-label={strings.openChat}
          className={buttonStyle({ variant: "ghost", size: "small", className: "-my-0.5" })}
        >
          <MessageSquare aria-hidden="true" />
        </Link>
      </Cell>
    </tr>
  );
}
