"use client";

import CircleStop from "lucide-react/icons/circle-stop";
import Link from "next/link";
import { type RefObject, useRef, useState } from "react";
import { findRun, inConversation, type Message, openTurn, type Run, runStatus } from "../../../lib/core/state.ts";
import { useFolded, useSession } from "../../live/use-session.ts";
import { announce } from "../../ui/announce.ts";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { RunStatusBadge } from "../../ui/run-status-badge.tsx";
import { Textarea } from "../../ui/textarea.tsx";
import { ToolCard } from "../cards/tool-card.tsx";
import { MarkdownText } from "../markdown/markdown-text.tsx";
import { strings } from "../strings.ts";
import { flowStrings as words } from "../strings-flow.ts";
import { useAct } from "../use-act.ts";

interface Props {
  runId: string;
  /** The field to steer it comes first. */
  steers: boolean;
  onClose: () => void;
}

/** What one agent was told, did and said in a run; while it works, the way to steer or stop it. */
export function RunWindow({ runId, steers, onClose }: Props) {
  const run = useFolded((state) => findRun(state, runId));
  const field = useRef<HTMLTextAreaElement>(null);
  const { act, busy } = useAct();
  if (!run) return null;
  const isOpen = !run.finished && !run.cancelled;
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={words.transcriptOf(run.agent)}
      size="large"
      {...(steers && { initialFocus: field })}
      footer={
        <>
          <Link href={`/runs/${run.id}`} prefetch={false} className={buttonStyle({ variant: "outline" })}>
            {words.openRun}
          </Link>
          {isOpen ? (
            <Button
              variant="outline"
              busy={busy}
              onClick={() => void act({ type: "run.cancel", runId: run.id, reason: words.stoppedByPerson })}
            >
              <CircleStop aria-hidden="true" />
              {strings.stopAgent(run.agent)}
            </Button>
          ) : null}
        </>
      }
    >
      <p className="mb-2">
        <RunStatusBadge status={runStatus(run)} />
      </p>
      {isOpen && !run.flow ? <Steer run={run} field={field} /> : null}
      <Transcript run={run} />
    </Dialog>
  );
}

function Steer({ run, field }: { run: Run; field: RefObject<HTMLTextAreaElement | null> }) {
  const [content, setContent] = useState("");
  const { act, busy } = useAct();

  async function send(): Promise<void> {
    if (!(await act({ type: "run.steer", runId: run.id, content: content.trim() }))) return;
    setContent("");
    announce(words.steered(run.agent));
  }

  return (
    <form
      className="mb-4 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (content.trim() !== "") void send();
      }}
    >
      <Field label={words.steer(run.agent)} hint={words.steerHint}>
        {(control) => (
          <Textarea
            {...control}
            ref={field}
            rows={2}
            value={content}
            onChange={(event) => setContent(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" size="small" className="justify-self-end" busy={busy} disabled={content.trim() === ""}>
        {strings.send}
      </Button>
    </form>
  );
}

function Transcript({ run }: { run: Run }) {
  const messages = useFolded(
    (state) => state.messages.filter(({ runId, status }) => runId === run.id && status === "placed"),
    (a, b) => a.length === b.length && a.every((each, index) => each === b[index]),
  );
  const turn = openTurn(run);
  const growing = useSession((shown) => (turn ? shown.texts[turn.id]?.text : undefined));
  const toldTask = !inConversation(run) && messages[0]?.author.kind === "user";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {toldTask ? null : <Said name={words.task} text={run.task} />}
      {messages.map((message) => (
        <div key={message.id}>
          <Said name={message.author.id} text={message.content} />
          {callsOf(run, message).map((call) => (
            <ToolCard key={call.callId} call={call} agent={run.agent} />
          ))}
        </div>
      ))}
      {growing ? <Said name={run.agent} text={growing} growing /> : null}
      {run.finished?.error ? <p className="text-destructive text-sm">{run.finished.error.message}</p> : null}
    </div>
  );
}

function Said({ name, text, growing = false }: { name: string; text: string; growing?: boolean }) {
  return (
    <section aria-label={strings.messageBy(name)}>
      <h3 className="mb-1 font-medium text-muted-foreground text-xs">{name}</h3>
      {text === "" ? null : <MarkdownText text={text} growing={growing} />}
    </section>
  );
}

function callsOf(run: Run, message: Message) {
  return message.turnId === undefined ? [] : run.calls.filter((call) => call.turnId === message.turnId);
}
