"use client";

import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { FieldProblem } from "../../../lib/definitions/kind.ts";
import { checkWorkflow } from "../../../lib/workflows/check-workflow.ts";
import { readBody } from "../../../lib/workflows/findings.ts";
import type { Nameable } from "../../../lib/workflows/graph/new-node.ts";
import type { Workflow, WorkflowDefinition } from "../../../lib/workflows/workflow.ts";
import type { Draft } from "../../definitions/use-draft.ts";
import { type History, noHistory, recorded, redone, undone } from "./history.ts";
import { useForms } from "./use-forms.ts";

/** How a workflow goes, as far as it is written: its form may not be right yet. */
export type How = WorkflowDefinition["how"];

/** How the workflow goes, its changes, and what is wrong with it: one state for the picture, the list and the forms. */
export interface Editing {
  how: How | null;
  /** Null while its form is not right. */
  workflow: Workflow | null;
  /** What stands in the way of publishing it and what to know before, at its places. */
  findings: readonly FieldProblem[];
  names: Nameable;
  /** Changes that are about the same are undone together. */
  change(to: How, about?: string): void;
  undo(): void;
  redo(): void;
  canUndo: boolean;
  canRedo: boolean;
}

const EditingContext = createContext<Editing | null>(null);
export const EditingProvider = EditingContext.Provider;

export function useHow(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error("There is no workflow around this component.");
  return editing;
}

export function useEditing({ name, body, change: changeBody }: Draft, names: Nameable): Editing {
  const [history, setHistory] = useState<History<How>>(noHistory);
  const how = howOf(body);
  // Several changes may come before the next drawing.
  const latest = useRef({ how, history });
  useEffect(() => {
    latest.current = { how, history };
  }, [how, history]);

  const put = useCallback(
    (to: How, next: History<How>) => {
      latest.current = { how: to, history: next };
      setHistory(next);
      changeBody({ how: to });
    },
    [changeBody],
  );
  const change = useCallback(
    (to: How, about?: string) => {
      const { how: before, history: so } = latest.current;
      if (to !== before) put(to, before === null ? so : recorded(so, before, about));
    },
    [put],
  );
  const step = useCallback(
    (go: typeof undone<How>) => {
      const { how: now, history: so } = latest.current;
      const found = now && go(so, now);
      if (found) put(found.to, found.history);
    },
    [put],
  );
  const read = useMemo(() => readBody(name, body), [name, body]);
  const { workflow } = read;
  const forms = useForms(workflow);
  const findings = useMemo(() => {
    if (read.workflow === null) return read.findings;
    return checkWorkflow(read.workflow, {
      hasAgent: (each) => names.agents.includes(each),
      hasTool: (each) => names.functions.includes(each),
      hasWorkflow: (each) => names.workflows.includes(each),
      ...forms,
    });
  }, [read, names, forms]);

  return useMemo(
    () => ({
      workflow,
      findings,
      how,
      names,
      change,
      undo: () => step(undone),
      redo: () => step(redone),
      canUndo: history.past.length > 0,
      canRedo: history.future.length > 0,
    }),
    [workflow, findings, how, names, change, step, history],
  );
}

function howOf({ how }: Draft["body"]): How | null {
  if (how === null || typeof how !== "object" || !("kind" in how)) return null;
  return how as How;
}
