"use client";

import CircleCheck from "lucide-react/icons/circle-check";
import CircleX from "lucide-react/icons/circle-x";
import Pencil from "lucide-react/icons/pencil";
import Trash2 from "lucide-react/icons/trash-2";
import { useCallback, useEffect, useState } from "react";
import type { CaseResult } from "../../lib/definitions/definition.ts";
import { useDraft } from "../definitions/use-draft.ts";
import { callApi } from "../live/call-api.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { toast } from "../ui/toast.ts";
import { CaseDialog, type EditedCase } from "./case-dialog.tsx";
import { strings } from "./strings.ts";

type Listed = EditedCase & { id: string; result: CaseResult | null };

const blank: EditedCase = { title: "", message: "", expect: [{ is: "contains", text: "" }] };

/** The cases of an agent, and how they come out against the draft. */
export function TestsTab({ saved }: { saved: number }) {
  const draft = useDraft();
  const { path, hash } = draft;
  const [cases, setCases] = useState<Listed[] | null>(null);
  const [editing, setEditing] = useState<EditedCase | null>(null);
  const [busy, setBusy] = useState(false);

  const load = useCallback(async () => {
    try {
      setCases((await callApi<{ items: Listed[] }>("GET", `${path}/cases`)).items);
    } catch (error) {
      failed(error);
    }
  }, [path]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another draft has other results, and the chat beside may add a case
  useEffect(() => void load(), [load, hash, saved]);

  async function runAll(): Promise<void> {
    setBusy(true);
    try {
      if (await draft.save()) await callApi("POST", `${path}/cases/run`, {});
      await load();
    } catch (error) {
      failed(error);
    } finally {
      setBusy(false);
    }
  }

  async function remove(id: string): Promise<void> {
    try {
      await callApi("DELETE", `${path}/cases/${id}`);
      await load();
    } catch (error) {
      failed(error);
    }
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button size="small" variant="outline" onClick={() => setEditing(blank)}>
          {strings.addCase}
        </Button>
        <Button size="small" busy={busy} disabled={!cases?.length} onClick={() => void runAll()}>
          {strings.runAll}
        </Button>
      </div>
      {cases?.length === 0 ? <EmptyState title={strings.noCases}>{strings.noCasesHint}</EmptyState> : null}
      <ul className="grid gap-2">
        {cases?.map(({ result, ...each }) => (
          <li key={each.id} className="grid gap-1.5 rounded-md border p-3 text-sm">
            <div className="flex items-start gap-2">
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {each.title} <Outcome result={result} />
                </p>
                <p className="line-clamp-2 text-muted-foreground">{each.message}</p>
              </div>
              <IconButton
                label={strings.editOf(each.title)}
                icon={<Pencil aria-hidden="true" />}
                onClick={() => setEditing(each)}
              />
              <IconButton
                label={strings.deleteOf(each.title)}
                icon={<Trash2 aria-hidden="true" />}
                onClick={() => void remove(each.id)}
              />
            </div>
            {result?.problems.map((problem) => (
              <p key={problem} className="break-words text-destructive">
                {problem}
              </p>
            ))}
            {typeof result?.details.sessionId === "string" ? (
              <a
                href={`/chat/${result.details.sessionId}`}
                className="w-max text-primary text-xs underline underline-offset-4"
              >
                {strings.openSession}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
      {editing ? (
        <CaseDialog path={path} initial={editing} onClose={() => setEditing(null)} onSaved={() => void load()} />
      ) : null}
    </div>
  );
}

function Outcome({ result }: { result: CaseResult | null }) {
  if (!result) return <Badge tone="outline">{strings.notRun}</Badge>;
  return result.passed ? (
    <Badge tone="success">
      <CircleCheck aria-hidden="true" />
      {strings.passed}
    </Badge>
  ) : (
    <Badge tone="destructive">
      <CircleX aria-hidden="true" />
      {strings.failedCase}
    </Badge>
  );
}

function failed(error: unknown): void {
  toast({ title: strings.failed, description: (error as Error).message, tone: "destructive" });
}
