"use client";

import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { cn } from "../../../ui/cn.ts";
import { Cell, HeaderCell, Table } from "../../../ui/table.tsx";
import { useRunScreen } from "../run-screen-context.ts";
import { runWords as strings } from "../strings.ts";
import { costWords, offsetWords, statusWords, stepName, tokenWords, tookWords, waitedWords } from "./step-words.ts";

const atOnce = 100;

/** Every step in the order in which it began, with all that the pictures show. */
export function StepTable() {
  const { trace, chosen, chooseStep } = useRunScreen();
  const [most, setMost] = useState(atOnce);
  const steps = trace.steps.toSorted((a, b) => a.from - b.from || a.seq - b.seq);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <Table label={strings.treeOf} className="max-h-[min(70dvh,44rem)] overflow-y-auto border bg-card">
        <thead>
          <tr>
            <HeaderCell>{strings.stepColumn}</HeaderCell>
            <HeaderCell>{strings.kind}</HeaderCell>
            <HeaderCell>{strings.agent}</HeaderCell>
            <HeaderCell>{strings.outcome}</HeaderCell>
            <HeaderCell numeric>{strings.began}</HeaderCell>
            <HeaderCell numeric>{strings.took}</HeaderCell>
            <HeaderCell numeric>{strings.waitedFor}</HeaderCell>
            <HeaderCell numeric>{strings.tokens}</HeaderCell>
            <HeaderCell numeric>{strings.cost}</HeaderCell>
          </tr>
        </thead>
        <tbody>
          {steps.slice(0, most).map((step) => (
            <tr key={step.id} className={cn(step.id === chosen.step?.id && "bg-accent text-accent-foreground")}>
              <Cell>
                <button
                  type="button"
                  aria-pressed={step.id === chosen.step?.id}
                  onClick={() => chooseStep(step)}
                  className="target text-left underline underline-offset-4"
                >
                  {stepName(step)}
                  {step.attempt > 1 ? ` · ${strings.attempt(step.attempt)}` : ""}
                </button>
              </Cell>
              <Cell>{strings.kinds[step.kind]}</Cell>
              <Cell>{step.agent}</Cell>
              <Cell>{statusWords(step)}</Cell>
              <Cell numeric>{offsetWords(step.from - trace.from)}</Cell>
              <Cell numeric>{tookWords(step, trace.to)}</Cell>
              <Cell numeric>{waitedWords(step, trace.to) ?? ""}</Cell>
              <Cell numeric>{tokenWords(step)}</Cell>
              <Cell numeric>{costWords(step)}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {steps.length > most ? (
        <Button variant="outline" size="small" className="justify-self-center" onClick={() => setMost(most + atOnce)}>
          {strings.moreSteps(Math.min(atOnce, steps.length - most))}
        </Button>
      ) : null}
    </div>
  );
}
