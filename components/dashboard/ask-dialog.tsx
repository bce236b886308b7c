"use client";

import Link from "next/link";
import { useState } from "react";
import type { Dashboard } from "../../lib/dashboards/dashboard.ts";
import { callApi } from "../live/call-api.ts";
import { Button } from "../ui/button.tsx";
import { FailureLine } from "../ui/failure-line.tsx";
import { Field } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { toast } from "../ui/toast.ts";
import { dialogStrings } from "./dialog-strings.ts";
import { strings } from "./strings.ts";

interface Props {
  board: Dashboard;
  /** Gives the board as it is now. */
  refresh: () => Promise<Dashboard>;
  onClose: () => void;
}

interface Answered {
  sessionId: string;
  reply?: { content: string } | null;
  /** Not there while it goes on. */
  outcome?: string;
}

const designer = "dashboard-designer";
const patienceMs = 120_000;

/** Has an agent make a widget. It is a chat like any other, so that one can go on talking about what came of it. */
export function AskDialog({ board, refresh, onClose }: Props) {
  const [request, setRequest] = useState("");
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Answered | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function ask(): Promise<void> {
    if (request.trim() === "" || busy) return;
    setBusy(true);
    setFailure(null);
    setAnswer(null);
    try {
      const before = new Set(board.tiles.map(({ id }) => id));
      const content = dialogStrings.askFor(board.name, board.id, request.trim());
      const answered = await callApi<Answered>("POST", "/messages", { content, agent: designer, wait: patienceMs });
      const made = (await refresh()).tiles.filter(({ id }) => !before.has(id));
      if (made.length === 0) return setAnswer(answered);
      toast({ title: dialogStrings.asked(made.map(({ title }) => title).join(", ")), tone: "success" });
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={strings.ask}
      description={dialogStrings.askHint}
      submitLabel={dialogStrings.send}
      busy={busy}
      onSubmit={() => void ask()}
    >
      <Field label={dialogStrings.askWhat} required>
        {(control) => (
          <Textarea
            {...control}
            value={request}
            maxLength={2_000}
            onChange={(event) => setRequest(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              void ask();
            }}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-1.5">
        {dialogStrings.askExamples.map((example) => (
          <Button key={example} variant="outline" size="small" onClick={() => setRequest(example)}>
            {example}
          </Button>
        ))}
      </div>
      <p role="status" className="text-muted-foreground text-sm empty:hidden">
        {busy ? dialogStrings.asking : null}
      </p>
      {answer ? (
        <div role="alert" className="grid gap-1 text-sm">
          <p className="font-medium">{answer.outcome ? dialogStrings.noneMade : dialogStrings.stillAsking}</p>
          <p className="max-h-48 overflow-auto whitespace-pre-wrap break-words">{answer.reply?.content}</p>
          <Link href={`/chat/${answer.sessionId}`} className="text-primary underline underline-offset-2">
            {strings.openChat}
          </Link>
        </div>
      ) : null}
      <FailureLine>{failure}</FailureLine>
    </FormDialog>
  );
}
