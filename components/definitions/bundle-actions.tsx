"use client";

import Download from "lucide-react/icons/download";
import Upload from "lucide-react/icons/upload";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { Difference } from "../../lib/definitions/diff.ts";
import { callApi } from "../live/call-api.ts";
import { Badge, type Tone } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Collapsible } from "../ui/collapsible.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { toast } from "../ui/toast.ts";
import { DiffView } from "./diff-view.tsx";
import { strings } from "./strings.ts";

interface Step {
  kind: "agent" | "function" | "workflow" | "setting";
  name: string;
  do: "create" | "change" | "same";
  changes: Difference[];
  problem: string | null;
}

interface Given {
  file: string;
  bundle: unknown;
  steps: Step[];
}

interface Props {
  /** What is exported; an import takes over whatever the file holds. */
  only: "agents" | "functions" | "workflows" | "settings";
}

const words = strings.bundle;
const tones: Record<Step["do"], Tone> = { create: "success", change: "warning", same: "neutral" };

/** A file with what was defined here, and one from elsewhere. */
export function BundleActions({ only }: Props) {
  const router = useRouter();
  return (
    <div className="flex flex-wrap gap-2">
      <ImportBundle onDone={() => router.refresh()} />
      <Button variant="outline" size="small" onClick={() => void exportThem(only)}>
        <Download aria-hidden="true" />
        {words.export}
      </Button>
    </div>
  );
}

/** A file from elsewhere: looked at first, then taken over as drafts. */
export function ImportBundle({ onDone }: { onDone: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [given, setGiven] = useState<Given | null>(null);
  const [busy, setBusy] = useState(false);

  async function choose(file: File): Promise<void> {
    try {
      const bundle: unknown = JSON.parse(await file.text());
      const { steps } = await callApi<{ steps: Step[] }>("POST", "/bundle/plan", bundle);
      setGiven({ file: file.name, bundle, steps });
    } catch (error) {
      const isNotJson = error instanceof SyntaxError;
      say(words.unreadable(file.name), isNotJson ? words.notJson : (error as Error).message);
    }
  }

  async function takeOver(bundle: unknown): Promise<void> {
    setBusy(true);
    try {
      const { done, refused } = await callApi<{ done: unknown[]; refused: { name: string; message: string }[] }>(
        "POST",
        "/bundle/apply",
        bundle,
      );
      setGiven(null);
      const why = refused.map(({ name, message }) => `${name}: ${message}`).join(" ");
      if (refused.length > 0) say(words.partly(done.length, refused.length), why);
      else toast({ title: words.done(done.length), tone: "success" });
      onDone();
    } catch (error) {
      say(strings.failed, (error as Error).message);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label={words.file}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = "";
          if (file) void choose(file);
        }}
      />
      <Button variant="outline" size="small" onClick={() => input.current?.click()}>
        <Upload aria-hidden="true" />
        {words.import}
      </Button>
      <Dialog
        open={given !== null}
        onOpenChange={(open) => open || setGiven(null)}
        title={words.title(given?.file ?? "")}
        description={words.hint}
        size="large"
        footer={
          <>
            <Button variant="outline" onClick={() => setGiven(null)}>
              {strings.cancel}
            </Button>
            <Button busy={busy} disabled={!given?.steps.some(isToDo)} onClick={() => void takeOver(given?.bundle)}>
              {words.takeOver}
            </Button>
          </>
        }
      >
        {given ? <Steps steps={given.steps} /> : null}
      </Dialog>
    </>
  );
}

function Steps({ steps }: { steps: readonly Step[] }) {
  if (steps.length === 0) return <p className="text-muted-foreground text-sm">{words.empty}</p>;
  return (
    <ul aria-label={words.steps} className="grid gap-1">
      {steps.map((step) => (
        <li key={`${step.kind} ${step.name}`}>
          <Collapsible
            className="rounded-md border px-2.5 py-1"
            title={
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                <span className="break-all font-medium">{step.name}</span>
                <span className="text-muted-foreground text-xs">{words.kinds[step.kind]}</span>
              </span>
            }
            after={
              <Badge tone={step.problem ? "destructive" : tones[step.do]}>
                {step.problem ? words.refused : words.doing[step.do]}
              </Badge>
            }
          >
            {step.problem ? <p className="mb-2 text-destructive text-sm">{step.problem}</p> : null}
            <DiffView changes={step.changes} />
          </Collapsible>
        </li>
      ))}
    </ul>
  );
}

function isToDo({ do: what, problem }: Step): boolean {
  return what !== "same" && problem === null;
}

async function exportThem(only: Props["only"]): Promise<void> {
  try {
    const bundle = await callApi<unknown>("GET", `/bundle?only=${only}`);
    const url = URL.createObjectURL(new Blob([`${JSON.stringify(bundle, null, 2)}\n`], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `troupe-${only}.json`;
    link.click();
    URL.revokeObjectURL(url);
  } catch (error) {
    say(strings.failed, (error as Error).message);
  }
}

function say(title: string, description: string): void {
  toast({ title, description, tone: "destructive" });
}
