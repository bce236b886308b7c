"use client";

import { within } from "../../../lib/workflows/findings.ts";
import { graphOf } from "../../../lib/workflows/graph-of.ts";
import { Button } from "../../ui/button.tsx";
import { ChainSteps } from "./chain-editor.tsx";
import { howFields } from "./how-fields.ts";
import { Settings } from "./setting.tsx";
import { editStrings as words } from "./strings.ts";
import { UndoButtons } from "./undo-buttons.tsx";
import { type How, useHow } from "./use-how.ts";

/** How a workflow that is no graph goes: who takes part, by which rules, in which order. */
export function HowForm({ how }: { how: Exclude<How, { kind: "graph" }> }) {
  const { change, names, findings, workflow } = useHow();
  const specs = howFields(how, names);
  const graph = workflow && workflow.kind !== "graph" ? graphOf(workflow) : null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <UndoButtons />
        {graph ? (
          <Button
            size="small"
            variant="outline"
            title={words.toGraphHint}
            onClick={() => change({ kind: "graph", ...graph })}
          >
            {words.toGraph}
          </Button>
        ) : null}
      </div>
      {how.kind === "chain" ? (
        <ChainSteps
          label={words.chain.steps}
          findings={within(findings, "how.steps")}
          steps={Array.isArray(how.steps) ? how.steps : []}
          onChange={(steps) => change({ ...how, steps }, "steps")}
        />
      ) : (
        <Settings
          specs={specs ?? []}
          values={how as unknown as Readonly<Record<string, unknown>>}
          findings={within(findings, "how")}
          onChange={(field, value) => {
            const next = Object.entries({ ...how, [field]: value }).filter(([, each]) => each !== undefined);
            change(Object.fromEntries(next) as unknown as How, field);
          }}
        />
      )}
    </div>
  );
}
