"use client";

import CircleCheck from "lucide-react/icons/circle-check";
import CircleX from "lucide-react/icons/circle-x";
import Trash2 from "lucide-react/icons/trash-2";
import { type FormEvent, useCallback, useEffect, useState } from "react";
import type { CaseResult } from "../../lib/definitions/definition.ts";
import { useDraft } from "../definitions/use-draft.ts";
import { callApi } from "../live/call-api.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Field } from "../ui/field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Select } from "../ui/select.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { toast } from "../ui/toast.ts";
import { strings } from "./strings.ts";

interface Listed {
  id: string;
  title: string;
  message: string;
  agent: string;
  result: CaseResult | null;
}

/** Messages with who should answer them, and how often the router finds the right one. */
export function CasesTab({ agents }: { agents: readonly string[] }) {
  const draft = useDraft();
  const { path, hash } = draft;
  const [cases, setCases] = useState<Listed[] | null>(null);
  const [busy, setBusy] = useState(false);

  const load = useCallback(async () => {
    try {
      setCases((await callApi<{ items: Listed[] }>("GET", `${path}/cases`)).items);
    } catch (error) {
      failed(error);
    }
  }, [path]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another draft has other results
  useEffect(() => void load(), [load, hash]);

  async function act(work: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    try {
      await work();
      await load();
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  }

  const ran = cases?.filter(({ result }) => result) ?? [];
  const passed = ran.filter(({ result }) => result?.passed).length;
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className="font-medium tabular-nums">
          {ran.length > 0 ? strings.accuracy(passed, ran.length) : strings.notRunYet}
        </p>
        <Button
          size="small"
          busy={busy}
          disabled={!cases?.length}
          onClick={() => void act(async () => (await draft.save()) && callApi("POST", `${path}/cases/run`, {}))}
        >
          {strings.runAgain}
        </Button>
      </div>
      {cases?.length === 0 ? <EmptyState title={strings.noCases}>{strings.casesHint}</EmptyState> : null}
      <ul aria-label={strings.tabs.cases} className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {cases?.map(({ id, title, message, agent, result }) => (
          <li key={id} className="flex items-start gap-2 rounded-md border p-3 text-sm">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2">
                <span className="break-words font-medium">{message}</span>
                <span className="text-muted-foreground">→ {agent}</span>
                <Outcome result={result} />
              </p>
              {result?.problems.map((problem) => (
                <p key={problem} className="break-words text-destructive">
                  {problem}
                </p>
              ))}
            </div>
            <IconButton
              label={strings.deleteCase(title)}
              icon={<Trash2 />}
              onClick={() => void act(() => callApi("DELETE", `${path}/cases/${id}`))}
            />
          </li>
        ))}
      </ul>
      <NewCase agents={agents} busy={busy} onAdd={(added) => act(() => callApi("POST", `${path}/cases`, added))} />
    </div>
  );
}

interface NewCaseProps {
  agents: readonly string[];
  busy: boolean;
  onAdd: (added: { title: string; message: string; agent: string }) => Promise<void>;
}

function NewCase({ agents, busy, onAdd }: NewCaseProps) {
  const [message, setMessage] = useState("");
  const [agent, setAgent] = useState(agents[0] ?? "");

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    const content = message.trim();
    if (content === "") return;
    await onAdd({ title: content.slice(0, 80).toWellFormed(), message: content, agent });
    setMessage("");
  }

  return (
    <form className="grid gap-3 rounded-md border p-3" onSubmit={(event) => void add(event)}>
      <Field label={strings.caseMessage}>
        {(control) => (
          <Textarea {...control} rows={2} value={message} onChange={(event) => setMessage(event.target.value)} />
        )}
      </Field>
      <Field label={strings.caseAgent}>
        {(control) => (
          <Select
            {...control}
            value={agent}
            onChange={(event) => setAgent(event.target.value)}
            options={agents.map((value) => ({ value, label: value }))}
          />
        )}
      </Field>
      <Button
        type="submit"
        size="small"
        variant="outline"
        className="justify-self-start"
        busy={busy}
        disabled={message.trim() === ""}
      >
        {strings.addCase}
      </Button>
    </form>
  );
}

function Outcome({ result }: { result: CaseResult | null }) {
  if (!result) return <Badge tone="outline">{strings.notRun}</Badge>;
  return (
    <Badge tone={result.passed ? "success" : "destructive"}>
      {result.passed ? <CircleCheck aria-hidden="true" /> : <CircleX aria-hidden="true" />}
      {result.passed ? strings.right : strings.wrong}
    </Badge>
  );
}

function failed(error: unknown): void {
  toast({ title: strings.failed, description: (error as Error).message, tone: "destructive" });
}
