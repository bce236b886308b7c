import Link from "next/link";
import type { ReactNode } from "react";
import { duration } from "../../../components/session/format.ts";
import { Badge } from "../../../components/ui/badge.tsx";
import { Card } from "../../../components/ui/card.tsx";
import { RelativeTime } from "../../../components/ui/relative-time.tsx";
import { Cell, HeaderCell, Table } from "../../../components/ui/table.tsx";
import type { RunSummary } from "../../../lib/core/summary.ts";
import type { readQueue } from "../../../server/http/read-queue.ts";
import { RunButton } from "./run-button.tsx";
import { strings } from "./strings.ts";
import { workerWords } from "./worker-words.ts";

export type Queue = Awaited<ReturnType<typeof readQueue>>;
type Name = keyof typeof strings.work;

interface SectionProps {
  name: Name;
  count: number;
  hint?: string;
  head: readonly (string | { label: string; title: string } | { label: string; numeric: true })[];
  children: ReactNode;
}

/** A heading, and the table below it; a sentence where there is nothing. */
function Section({ name, count, hint, head, children }: SectionProps) {
  const id = `queue-${name}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="font-medium text-sm">
        {strings.work[name]} <span className="text-muted-foreground tabular-nums">{count}</span>
      </h2>
      {hint ? <p className="mb-2 max-w-prose text-muted-foreground text-xs leading-relaxed">{hint}</p> : null}
      <Card className="mt-2">
        {count === 0 ? (
          <p className="p-4 text-muted-foreground text-sm">{strings.nothing[name]}</p>
        ) : (
          <Table label={strings.work[name]}>
            <thead>
              <tr>
                {head.map((each) => {
                  const { label, ...rest } = typeof each === "string" ? { label: each } : each;
                  return (
                    <HeaderCell key={label} {...rest}>
                      {label}
                    </HeaderCell>
                  );
                })}
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>*]:border-0">{children}</tbody>
          </Table>
        )}
      </Card>
    </section>
  );
}

export function Running({ runs }: { runs: Queue["running"] }) {
  const { task, agent, doing, since, worker, fence, fenceHint, action } = strings;
  return (
    <Section
      name="running"
      count={runs.length}
      head={[task, agent, doing, since, worker, { label: fence, title: fenceHint }, action]}
    >
      {runs.map((each) => (
        <tr key={each.run.id} className="whitespace-nowrap">
          <TaskCell run={each.run} />
          <Cell>{each.run.agent}</Cell>
          <Cell className="font-mono text-xs leading-5">{each.doing}</Cell>
          <Cell>
            <RelativeTime at={each.since} />
          </Cell>
          <Cell title={each.worker}>{workerWords(each.worker)}</Cell>
          <Cell className="tabular-nums">{each.fence}</Cell>
          <Cell>
            <RunButton run={each.run} what="cancel" />
          </Cell>
        </tr>
      ))}
    </Section>
  );
}

export function Waiting({ runs }: { runs: Queue["waiting"] }) {
  const { task, agent, priority, waitsFor, since, action } = strings;
  return (
    <Section
      name="waiting"
      count={runs.length}
      hint={strings.hints.waiting}
      head={[task, agent, priority, waitsFor, since, action]}
    >
      {runs.map((each) => (
        <tr key={each.run.id} className="whitespace-nowrap">
          <TaskCell run={each.run} />
          <Cell>{each.run.agent}</Cell>
          <Cell>{each.run.priority}</Cell>
          <Cell>
            <Badge tone={each.for === "person" ? "warning" : "neutral"}>{strings.reasons[each.for]}</Badge>
          </Cell>
          <Cell>
            <RelativeTime at={each.run.queuedAt} />
          </Cell>
          <Cell>
            <RunButton run={each.run} what="cancel" />
          </Cell>
        </tr>
      ))}
    </Section>
  );
}

export function Scheduled({ runs }: { runs: Queue["scheduled"] }) {
  const { task, agent, when, action } = strings;
  return (
    <Section name="scheduled" count={runs.length} hint={strings.hints.scheduled} head={[task, agent, when, action]}>
      {runs.map((each) => (
        <tr key={each.run.id} className="whitespace-nowrap">
          <TaskCell run={each.run} />
          <Cell>{each.run.agent}</Cell>
          <Cell>
            {each.at ? (
              <>
                {strings.at} <time dateTime={each.at}>{each.at.slice(11, 19)} UTC</time>
              </>
            ) : (
              <>
                {strings.after}{" "}
                {each.after.map((id) => (
                  <Link key={id} href={`/runs/${id}`} prefetch={false} className="mr-2 underline underline-offset-4">
                    {id}
                  </Link>
                ))}
              </>
            )}
          </Cell>
          <Cell>
            <RunButton run={each.run} what="cancel" />
          </Cell>
        </tr>
      ))}
    </Section>
  );
}

export function DeadLetters({ runs }: { runs: Queue["deadLetters"] }) {
  const { task, agent, reason, ended, action } = strings;
  return (
    <Section name="dead" count={runs.length} hint={strings.hints.dead} head={[task, agent, reason, ended, action]}>
      {runs.map((run) => (
        <tr key={run.id}>
          <TaskCell run={run} />
          <Cell className="whitespace-nowrap">{run.agent}</Cell>
          <Cell className="min-w-64 max-w-96 text-destructive text-xs leading-5">{run.error}</Cell>
          <Cell className="whitespace-nowrap">
            {run.finishedAt ? <RelativeTime at={run.finishedAt} /> : strings.none}
          </Cell>
          <Cell>{run.parentRunId === null ? <RunButton run={run} what="retry" /> : strings.none}</Cell>
        </tr>
      ))}
    </Section>
  );
}

export function Workers({ workers }: { workers: Queue["workers"] }) {
  const { worker, state, heartbeat, runs } = strings;
  return (
    <Section
      name="workers"
      count={workers.length}
      hint={strings.hints.workers}
      head={[worker, state, { label: heartbeat, numeric: true }, { label: runs, numeric: true }]}
    >
      {workers.map((each) => (
        <tr key={each.id} className="whitespace-nowrap">
          <Cell title={each.id}>
            {workerWords(each.id)}
            {each.isThis ? <span className="text-muted-foreground"> ({strings.thisOne})</span> : null}
          </Cell>
          <Cell>
            <Badge tone={each.alive ? "success" : "warning"}>{each.alive ? strings.alive : strings.dead}</Badge>
          </Cell>
          <Cell numeric>{each.alive ? duration(each.untilMs) : strings.none}</Cell>
          <Cell numeric>{each.runs}</Cell>
        </tr>
      ))}
    </Section>
  );
}

function TaskCell({ run }: { run: RunSummary }) {
  return (
    <Cell className="w-full min-w-48 max-w-72">
      <Link
        href={`/runs/${run.id}`}
        prefetch={false}
        className="block truncate font-medium underline-offset-4 hover:underline"
      >
        {run.task || strings.noTask}
      </Link>
    </Cell>
  );
}
