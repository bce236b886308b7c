import MessageSquare from "lucide-react/icons/message-square";
import Link from "next/link";
import { compact, dollars, duration, modelName } from "../../../components/session/format.ts";
import { buttonStyle } from "../../../components/ui/button.tsx";
import { Card } from "../../../components/ui/card.tsx";
import { RelativeTime } from "../../../components/ui/relative-time.tsx";
import { RunStatusBadge } from "../../../components/ui/run-status-badge.tsx";
import { Cell, HeaderCell, Table } from "../../../components/ui/table.tsx";
import type { RunSummary } from "../../../lib/core/summary.ts";
import { strings } from "./strings.ts";

export function RunTable({ runs }: { runs: readonly RunSummary[] }) {
  return (
    <Card>
      <Table label={strings.title}>
        <thead>
          <tr>
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
            <Row key={run.id} run={run} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Row({ run }: { run: RunSummary }) {
  return (
    <tr className="whitespace-nowrap">
      <Cell>
        <RunStatusBadge status={run.status} />
      </Cell>
      <Cell className="w-full min-w-48 max-w-72">
        <Link
          href={`/runs/${run.id}`}
          prefetch={false}
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
