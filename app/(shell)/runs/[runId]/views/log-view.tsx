"use client";

import Bot from "lucide-react/icons/bot";
import CircleAlert from "lucide-react/icons/circle-alert";
import ListTodo from "lucide-react/icons/list-todo";
import MessageCircleQuestion from "lucide-react/icons/message-circle-question-mark";
import MessageSquare from "lucide-react/icons/message-square";
import Waypoints from "lucide-react/icons/waypoints";
import Wrench from "lucide-react/icons/wrench";
import { type ComponentType, useDeferredValue, useMemo, useState } from "react";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import { Nothing } from "../../../../../components/session/runs/views/nothing.tsx";
import { offsetWords } from "../../../../../components/session/runs/views/step-words.ts";
import { Checkbox } from "../../../../../components/ui/checkbox.tsx";
import { cn } from "../../../../../components/ui/cn.ts";
import { EmptyState } from "../../../../../components/ui/empty-state.tsx";
import { Input } from "../../../../../components/ui/input.tsx";
import { Skeleton } from "../../../../../components/ui/skeleton.tsx";
import type { Recorded } from "../../../../../lib/core/events.ts";
import { eventWords } from "../event-words.ts";
import { strings } from "../strings.ts";
import { RowCell } from "./row-cell.tsx";
import { RowList } from "./row-list.tsx";

const rowHeight = 44;
const icons: Record<string, ComponentType<{ className?: string; "aria-hidden"?: "true" }>> = {
  message: MessageSquare,
  run: Waypoints,
  turn: Bot,
  tool: Wrench,
  question: MessageCircleQuestion,
  todo: ListTodo,
};

/** Every event of the run and of those whom it set to work, as the log has them. */
export function LogView() {
  const { moments, events, trace, chosen, chooseEvent, isLive } = useRunScreen();
  const [text, setText] = useState("");
  const [onlyFailures, setOnlyFailures] = useState(false);
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const agents = useMemo(
    () => new Map(trace.steps.filter(({ kind }) => kind === "run").map((run) => [run.runId, run.agent])),
    [trace],
  );
  const rows = useMemo(
    () =>
      events.filter((event) => {
        if (onlyFailures && !isFailure(event)) return false;
        if (wanted === "") return true;
        const agent = agentOf(event, agents);
        return `${event.type} ${strings.happened[event.type]} ${agent} ${eventWords(event)}`
          .toLowerCase()
          .includes(wanted);
      }),
    [events, agents, wanted, onlyFailures],
  );
  if (!moments) return <Skeleton className="h-80 w-full" />;
  if (events.length === 0) return <Nothing />;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Input
          type="search"
          aria-label={strings.searchLog}
          placeholder={strings.searchLog}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="min-w-0 flex-1 basis-48"
        />
        <Checkbox
          checked={onlyFailures}
          onChange={(event) => setOnlyFailures(event.target.checked)}
          label={strings.onlyFailures}
        />
        <p className="text-muted-foreground text-xs tabular-nums" role="status">
          {strings.eventsShown(rows.length, events.length)}
        </p>
      </div>
      {rows.length === 0 ? (
        <EmptyState title={strings.noneFit} className="rounded-lg border bg-card">
          {strings.noneFitHint}
        </EmptyState>
      ) : (
        <RowList
          role="grid"
          label={strings.events}
          rows={rows}
          keyOf={({ seq }) => String(seq)}
          chosen={chosen.seq === null ? null : String(chosen.seq)}
          onChoose={chooseEvent}
          rowHeight={rowHeight}
          followsEnd={isLive && chosen.seq === null && agents.size > 0 && trace.steps[0]?.to === null}
        >
          {(event) => <Row event={event} from={trace.from} agent={agentOf(event, agents)} />}
        </RowList>
      )}
    </div>
  );
}

function Row({ event, from, agent }: { event: Recorded; from: number; agent: string }) {
  const failed = isFailure(event);
  const Icon = failed ? CircleAlert : (icons[event.type.split(".", 1)[0] ?? ""] ?? Waypoints);
  return (
    <>
      <RowCell className="w-14 shrink-0 pl-2 text-right text-muted-foreground text-xs tabular-nums max-sm:hidden">
        {event.seq}
      </RowCell>
      <RowCell className="flex min-w-0 flex-1 items-start gap-2 px-2.5">
        <Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", failed && "text-destructive")} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className="truncate font-medium">{strings.happened[event.type] ?? event.type}</span>
            <span className="truncate text-muted-foreground text-xs">{agent}</span>
          </span>
          <span className="block truncate text-xs">{eventWords(event)}</span>
        </span>
      </RowCell>
      <RowCell className="shrink-0 px-2.5 text-xs tabular-nums">{offsetWords(Date.parse(event.at) - from)}</RowCell>
    </>
  );
}

function agentOf(event: Recorded, agents: ReadonlyMap<string, string>): string {
  return ("runId" in event && event.runId !== undefined && agents.get(event.runId)) || "";
}

function isFailure(event: Recorded): boolean {
  return (
    event.type === "turn.failed" ||
    event.type === "tool.failed" ||
    (event.type === "run.finished" && event.outcome === "failed")
  );
}
