import Bot from "lucide-react/icons/bot";
import CircleAlert from "lucide-react/icons/circle-alert";
import ListTodo from "lucide-react/icons/list-todo";
import MessageCircleQuestion from "lucide-react/icons/message-circle-question-mark";
import MessageSquare from "lucide-react/icons/message-square";
import Waypoints from "lucide-react/icons/waypoints";
import Wrench from "lucide-react/icons/wrench";
import Link from "next/link";
import type { ComponentType } from "react";
import { duration } from "../../../../components/session/format.ts";
import { cn } from "../../../../components/ui/cn.ts";
import type { Recorded } from "../../../../lib/core/events.ts";
import { eventWords } from "./event-words.ts";
import { runAddress } from "./run-address.ts";
import { strings } from "./strings.ts";

const icons: Record<string, ComponentType<{ className?: string; "aria-hidden"?: "true" }>> = {
  message: MessageSquare,
  run: Waypoints,
  turn: Bot,
  tool: Wrench,
  question: MessageCircleQuestion,
  todo: ListTodo,
};

interface Props {
  runId: string;
  events: readonly Recorded[];
  /** The time that the offsets count from. */
  startedAt: string;
  chosen: number | undefined;
  page: number;
}

export function EventList({ runId, events, startedAt, chosen, page }: Props) {
  const start = Date.parse(startedAt);
  return (
    <ol className="divide-y overflow-hidden rounded-lg border bg-card">
      {events.map((event) => {
        const failed = isFailure(event);
        const Icon = failed ? CircleAlert : (icons[event.type.split(".", 1)[0] ?? ""] ?? Waypoints);
        const isChosen = event.seq === chosen;
        return (
          <li key={event.seq}>
            <Link
              href={runAddress(runId, { seq: event.seq, page })}
              prefetch={false}
              aria-current={isChosen ? "true" : undefined}
              className={cn(
                "flex items-start gap-2.5 border-l-2 px-3 py-2 text-sm transition-colors hover:bg-accent hover:text-accent-foreground focus-visible:-outline-offset-2",
                isChosen ? "border-l-primary bg-accent text-accent-foreground" : "border-l-transparent",
              )}
            >
              <Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", failed && "text-destructive")} />
              <span className="min-w-0 flex-1">
                <span className="flex items-baseline justify-between gap-2">
                  <span className="font-medium">{strings.happened[event.type]}</span>
                  <time dateTime={event.at} className="shrink-0 text-xs tabular-nums">
                    {offset(Date.parse(event.at) - start)}
                  </time>
                </span>
                <span className="block truncate text-xs">{eventWords(event)}</span>
              </span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}

function isFailure(event: Recorded): boolean {
  return (
    event.type === "turn.failed" ||
    event.type === "tool.failed" ||
    (event.type === "run.finished" && event.outcome === "failed")
  );
}

function offset(ms: number): string {
  return ms < 0 ? `−${duration(-ms)}` : `+${duration(ms)}`;
}
