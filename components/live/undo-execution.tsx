"use client";

import Undo2 from "lucide-react/icons/undo-2";
import { useState } from "react";
import { AlertDialog } from "../ui/alert-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.ts";
import { callApi } from "./call-api.ts";

const strings = {
  undo: (by: string) => `Undo with ${by}`,
  title: (what: string) => `Undo this run of ${what}?`,
  hint: (by: string) => `${by} is run now, once, with what this run was given and gave. Nothing else is undone.`,
  yes: "Undo",
  done: (what: string, by: string) => `${what} was undone by ${by}`,
  isDone: "Undone",
} as const;

interface Props {
  executionId: string;
  /** The function that ran. */
  what: string;
  /** The function that undoes it. */
  by: string;
  onDone?: () => void;
}

/** Runs the function that undoes a run of another one, when a person asks for it. */
export function UndoExecution({ executionId, what, by, onDone }: Props) {
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(false);

  async function undo(): Promise<void> {
    await callApi("POST", `/function-executions/${executionId}/compensate`);
    setDone(true);
    toast({ title: strings.done(what, by), tone: "success" });
    onDone?.();
  }

  return (
    <>
      {done ? (
        <p className="mt-2 text-muted-foreground text-xs">{strings.isDone}</p>
      ) : (
        <Button variant="outline" size="small" className="mt-2" onClick={() => setAsking(true)}>
          <Undo2 aria-hidden="true" />
          {strings.undo(by)}
        </Button>
      )}
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={strings.title(what)}
        description={strings.hint(by)}
        confirmLabel={strings.yes}
        onConfirm={undo}
      />
    </>
  );
}
