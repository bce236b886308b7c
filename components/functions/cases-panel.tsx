"use client";

import { useState } from "react";
import { callApi } from "../live/call-api.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.ts";
import type { CaseOutcome, CaseView } from "./function-types.ts";
import { strings } from "./strings.ts";

interface Props {
  name: string;
  cases: readonly CaseView[];
  save: () => Promise<boolean>;
  reload: () => Promise<void>;
}

/** The stored examples: they must hold before the function is published. */
export function CasesPanel({ name, cases, save, reload }: Props) {
  const [busy, setBusy] = useState(false);
  const [outcomes, setOutcomes] = useState<CaseOutcome[]>([]);

  async function runAll(): Promise<void> {
    setBusy(true);
    try {
      if (await save())
        setOutcomes((await callApi<{ results: CaseOutcome[] }>("POST", `/functions/${name}/cases/run`, {})).results);
    } catch (error) {
      toast({ title: error instanceof Error ? error.message : String(error), tone: "destructive" });
    }
    setBusy(false);
  }

  async function remove(id: string): Promise<void> {
    await callApi("DELETE", `/functions/${name}/cases/${id}`);
    await reload();
  }

  if (cases.length === 0) return <p className="text-muted-foreground text-sm">{strings.noCases}</p>;
  return (
    <div className="grid gap-3">
      <div>
        <Button busy={busy} onClick={() => void runAll()}>
          {strings.runCases}
        </Button>
      </div>
      <ul className="grid gap-2" aria-label={strings.cases}>
        {cases.map((each) => {
          const outcome = outcomes.find(({ caseId }) => caseId === each.id);
          return (
            <li key={each.id} className="grid gap-1 rounded-md border p-3 text-sm">
              <div className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{each.title}</span>
                {outcome ? (
                  <Badge tone={outcome.passed ? "success" : "destructive"}>
                    {outcome.passed ? strings.passed : strings.failed}
                  </Badge>
                ) : null}
                <Button
                  className="ml-auto"
                  variant="ghost"
                  size="small"
                  aria-label={strings.removeCase(each.title)}
                  onClick={() => void remove(each.id)}
                >
                  {strings.remove}
                </Button>
              </div>
              <p className="break-words font-mono text-muted-foreground text-xs">
                {JSON.stringify(each.input)} → {expectation(each)}
              </p>
              {outcome?.problems.map((problem) => (
                <p key={problem} className="break-words text-destructive text-xs">
                  {problem}
                </p>
              ))}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function expectation({ expected, fails }: CaseView): string {
  if (fails) return strings.mustFail(fails);
  return expected === undefined ? strings.endsWell : JSON.stringify(expected);
}
