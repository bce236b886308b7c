"use client";

import Bot from "lucide-react/icons/bot";
import ChevronRight from "lucide-react/icons/chevron-right";
import Scissors from "lucide-react/icons/scissors";
import Waypoints from "lucide-react/icons/waypoints";
import Wrench from "lucide-react/icons/wrench";
import { type ReactNode, useMemo, useState } from "react";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import { Nothing } from "../../../../../components/session/runs/views/nothing.tsx";
import {
  costWords,
  statusWords,
  stepName,
  tokenWords,
  tookWords,
} from "../../../../../components/session/runs/views/step-words.ts";
import { Avatar } from "../../../../../components/ui/avatar.tsx";
import { cn } from "../../../../../components/ui/cn.ts";
import type { Step, StepKind } from "../../../../../lib/runs/step.ts";
import { type TreeRow, treeRows } from "../../../../../lib/runs/tree.ts";
import { strings } from "../strings.ts";
import { RowCell } from "./row-cell.tsx";
import { RowList } from "./row-list.tsx";
import { StepMark } from "./step-mark.tsx";

const rowHeight = 36;
const icons: Record<Exclude<StepKind, "run">, ReactNode> = {
  visit: <Waypoints aria-hidden="true" />,
  turn: <Bot aria-hidden="true" />,
  call: <Wrench aria-hidden="true" />,
  summary: <Scissors aria-hidden="true" />,
};

/** The run, what it did, and whom it set to work, each below what it belongs to. */
export function TreeView() {
  const { trace, chosen, chooseStep } = useRunScreen();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => treeRows(trace, closed), [trace, closed]);
  if (trace.steps.length === 0) return <Nothing />;
  function turn({ step }: TreeRow, open: boolean): void {
    const next = new Set(closed);
    if (open) next.delete(step.id);
    else next.add(step.id);
    setClosed(next);
  }
  return (
    <RowList
      role="treegrid"
      label={strings.treeOf}
      rows={rows}
      keyOf={({ step }) => step.id}
      chosen={chosen.step?.id ?? null}
      onChoose={({ step }) => chooseStep(step)}
      levelOf={({ step, open }) => ({ level: step.depth + 1, open })}
      onOpen={turn}
      rowHeight={rowHeight}
    >
      {(row) => <Row row={row} until={trace.to} onTurn={() => turn(row, !row.open)} />}
    </RowList>
  );
}

function Row({ row: { step, open }, until, onTurn }: { row: TreeRow; until: number; onTurn: () => void }) {
  return (
    <>
      <RowCell
        className="flex min-w-0 flex-1 items-center gap-1.5 pl-1 [&_svg]:size-4 [&_svg]:shrink-0"
        style={{ paddingLeft: `${Math.min(step.depth, 12) * 0.875 + 0.25}rem` }}
      >
        {open === null ? (
          <span className="w-5 shrink-0" />
        ) : (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the arrows do the same, and the row says whether it is open
          // biome-ignore lint/a11y/noStaticElementInteractions: a second way for the mouse
          <span
            className="grid size-5 shrink-0 place-items-center"
            onClick={(event) => {
              event.stopPropagation();
              onTurn();
            }}
          >
            <ChevronRight aria-hidden="true" className={cn("transition-transform", open && "rotate-90")} />
          </span>
        )}
        {step.kind === "run" ? <Avatar name={step.agent} size="small" /> : icons[step.kind]}
        <span
          className={cn(
            "truncate",
            step.kind === "run" && "font-medium",
            step.kind === "call" && "font-mono text-[0.8125rem]",
          )}
        >
          {stepName(step)}
        </span>
        <Attempt step={step} />
      </RowCell>
      <RowCell
        className={cn(
          "flex shrink-0 items-center gap-1 px-2 text-xs [&_svg]:size-3.5",
          step.status === "failed" ? "text-destructive" : "text-muted-foreground",
        )}
      >
        <StepMark step={step} />
        {statusWords(step)}
      </RowCell>
      <RowCell className="w-20 shrink-0 text-right text-muted-foreground text-xs tabular-nums max-sm:hidden">
        {tookWords(step, until)}
      </RowCell>
      <RowCell className="w-16 shrink-0 text-right text-muted-foreground text-xs tabular-nums max-md:hidden">
        {tokenWords(step)}
      </RowCell>
      <RowCell className="w-16 shrink-0 pr-2 text-right text-muted-foreground text-xs tabular-nums max-md:hidden">
        {costWords(step)}
      </RowCell>
    </>
  );
}

function Attempt({ step: { attempt, triedAgain } }: { step: Step }) {
  if (attempt === 1 && !triedAgain) return null;
  return <span className="shrink-0 text-muted-foreground text-xs">{strings.attempt(attempt)}</span>;
}
