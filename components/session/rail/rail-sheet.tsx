"use client";

import ChevronUp from "lucide-react/icons/chevron-up";
import { useState } from "react";
import { openRuns, runStatus, type SessionState } from "../../../lib/core/state.ts";
import { nextTodo, todoProgress } from "../../../lib/core/todo.ts";
import { useFolded } from "../../live/use-session.ts";
import { Drawer } from "../../ui/drawer.tsx";
import { strings as ui } from "../../ui/strings.ts";
import { dollars } from "../format.ts";
import { strings } from "../strings.ts";
import { Rail } from "./rail.tsx";
import { waitingOf } from "./waiting-section.tsx";

/** The rail on narrow screens: one line, and the whole of it from the bottom. */
export function RailSheet() {
  const [open, setOpen] = useState(false);
  const summary = useFolded(summaryOf);
  return (
    <div className="lg:hidden">
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        className="mb-2 flex min-h-8 w-full items-center gap-2 rounded-lg border bg-card px-3 text-left text-muted-foreground text-xs tabular-nums"
      >
        <span className="sr-only">{strings.showRail}: </span>
        <span className="min-w-0 flex-1 truncate">{summary}</span>
        <ChevronUp aria-hidden="true" className="size-4 shrink-0" />
      </button>
      <Drawer open={open} onOpenChange={setOpen} side="bottom" title={strings.rail}>
        <Rail />
      </Drawer>
    </div>
  );
}

/** `▶ analyse · 3 of 5 done · $0.04` */
function summaryOf(state: SessionState): string {
  const waiting = waitingOf(state).length;
  const run = openRuns(state)[0] ?? state.runs.at(-1);
  const next = nextTodo(state.todo);
  const { total, completed } = todoProgress(state.todo);
  const cost = state.runs.reduce((sum, each) => sum + (each.cost ?? 0), 0);
  const parts = [
    waiting > 0
      ? `${strings.waitingOnYou}: ${waiting}`
      : run
        ? `${run.agent}: ${ui.runStatus[runStatus(run)]}`
        : strings.noRuns,
    next ? `▶ ${next.title}` : null,
    total > 0 ? strings.planDone(completed, total) : null,
    cost > 0 ? dollars(cost) : null,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}
