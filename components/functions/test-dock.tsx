"use client";

import { useRef, useState } from "react";
import { callApi } from "../live/call-api.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { SchemaForm } from "../ui/schema-form/schema-form.tsx";
import { toast } from "../ui/toast.ts";
import type { Ran } from "./function-types.ts";
import { runDraft } from "./run-draft.ts";
import { strings } from "./strings.ts";

interface Props {
  name: string;
  inputSchema: Record<string, unknown>;
  /** What is run is what is on the server: saves first. False where that failed. */
  save: () => Promise<boolean>;
  onRan: (ran: Ran) => void;
  onCase: () => void;
}

/** Runs what is being written with an input, and keeps what came out as a case. */
export function TestDock({ name, inputSchema, save, onRan, onCase }: Props) {
  const [busy, setBusy] = useState(false);
  const [ran, setRan] = useState<Ran | null>(null);
  const [title, setTitle] = useState("");
  const input = useRef<unknown>({});

  async function run(value: unknown): Promise<void> {
    input.current = value;
    setBusy(true);
    if (await save()) {
      const outcome = await runDraft(name, value);
      setRan(outcome);
      onRan(outcome);
    }
    setBusy(false);
  }

  async function keep(): Promise<void> {
    if (!ran) return;
    const expectation = ran.error ? { fails: ran.error.kind } : { expected: ran.result };
    try {
      await callApi("POST", `/functions/${name}/cases`, { title: title.trim(), input: input.current, ...expectation });
      setTitle("");
      onCase();
      toast({ title: strings.caseSaved, tone: "success" });
    } catch (error) {
      toast({ title: error instanceof Error ? error.message : String(error), tone: "destructive" });
    }
  }

  return (
    <section aria-label={strings.test} className="grid content-start gap-4 rounded-lg border bg-card p-4">
      <header>
        <h2 className="font-semibold">{strings.test}</h2>
        <p className="text-muted-foreground text-xs">{strings.testHint}</p>
      </header>
      <SchemaForm
        key={JSON.stringify(inputSchema)}
        schema={inputSchema}
        submitLabel={strings.run}
        busy={busy}
        onSubmit={(value) => void run(value)}
      />
      {ran ? <Outcome ran={ran} /> : null}
      {ran ? (
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (title.trim() !== "") void keep();
          }}
        >
          <Field label={strings.caseTitle} className="min-w-40 flex-1">
            {(control) => <Input {...control} value={title} onChange={(event) => setTitle(event.target.value)} />}
          </Field>
          <Button type="submit" variant="outline">
            {strings.saveCase}
          </Button>
        </form>
      ) : null}
    </section>
  );
}

function Outcome({ ran }: { ran: Ran }) {
  const { error, logs } = ran;
  return (
    <div className="grid gap-3 text-sm" role="status" aria-label={strings.result}>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={ran.ok ? "success" : "destructive"}>
          {error ? strings.failedAt(error.kind, error.line, error.column) : strings.ended}
        </Badge>
        <span className="text-muted-foreground text-xs">
          {strings.figures(milliseconds(ran.ms), megabytes(ran.memoryBytes))}
        </span>
      </p>
      {error ? <p className="break-words text-destructive">{error.message}</p> : null}
      {error?.stack ? <pre className="overflow-auto rounded-md bg-muted p-2 text-xs">{error.stack}</pre> : null}
      {ran.ok ? (
        <pre
          className="max-h-80 overflow-auto whitespace-pre-wrap break-words rounded-md bg-muted p-2 text-xs"
          data-testid="result"
        >
          {JSON.stringify(ran.result, null, 2)}
        </pre>
      ) : null}
      <details open={logs.length > 0}>
        <summary className="cursor-pointer text-muted-foreground">
          {strings.console} ({logs.length})
        </summary>
        {logs.length === 0 ? <p className="text-muted-foreground text-xs">{strings.noLogs}</p> : null}
        <ol className="max-h-60 overflow-auto font-mono text-xs">
          {logs.map(({ level, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are never moved
            <li key={index} className="break-words border-b py-0.5">
              <span className="text-muted-foreground">{level}</span> {text}
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}

export function milliseconds(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}
