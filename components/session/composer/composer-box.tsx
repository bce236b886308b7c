"use client";

import X from "lucide-react/icons/x";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { Attachment, WhileRunning } from "../../../lib/core/fields.ts";
import { announce } from "../../ui/announce.ts";
import { Badge } from "../../ui/badge.tsx";
import { Textarea } from "../../ui/textarea.tsx";
import { useActions } from "../../ui/use-actions.ts";
import { useAgents } from "../agents-context.ts";
import { AttachmentTray } from "../attachments/attachment-tray.tsx";
import { useAttached, useAttachmentStore } from "../attachments/use-attachments.tsx";
import { strings } from "../strings.ts";
import { choicesFor, type SlashCommand } from "./choices.ts";
import { addresseeOf, completionAt } from "./completion.ts";
import { CompletionList } from "./completion-list.tsx";
import { holdOf } from "./hold.ts";
import { leavesText, Recall } from "./recall.ts";
import { SendRow } from "./send-row.tsx";
import { takePaste } from "./take-paste.ts";
import { canRun, type ToolCard } from "./tools/tool-card.ts";
import { ToolPanel } from "./tools/tool-panel.tsx";
import { useTools } from "./tools/use-tools.ts";
import { useDraft } from "./use-draft.ts";

export interface Written {
  content: string;
  to?: string;
  mode?: WhileRunning;
  attachments?: Attachment[];
}

interface Props {
  draftKey: string;
  /** Null: the session is not there yet. */
  sessionId: string | null;
  placeholder: string;
  /** An agent is at work: what is written waits, steers or interrupts. */
  running: boolean;
  usualMode: WhileRunning;
  commands: readonly SlashCommand[];
  /** What was said before, the newest first. */
  history: () => readonly string[];
  /** What was not taken stays here. */
  onSend: (written: Written) => boolean | Promise<boolean>;
  onStop: (() => void) | null;
  /** Told with every change whether something is being written. */
  onWriting?: (isWriting: boolean) => void;
  autoFocus?: boolean;
}

const noOne = () => {};

export function ComposerBox(props: Props) {
  const { draftKey, sessionId, placeholder, running, usualMode, history, onSend, onStop, autoFocus } = props;
  const { onWriting = noOne } = props;
  const listId = useId();
  const hintId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const agents = useAgents();
  const store = useAttachmentStore();
  const attached = useAttached();
  const [text, setText] = useDraft(draftKey, field);
  const [caret, setCaret] = useState(0);
  const [to, setTo] = useState<string | null>(null);
  const [chosenMode, setMode] = useState<WhileRunning | null>(null);
  const [marked, setMarked] = useState(0);
  const [closedAt, setClosedAt] = useState<string | null>(null);
  const [tool, setTool] = useState<ToolCard | null>(null);
  const [sendsLater, setSendsLater] = useState(false);
  const [busy, setBusy] = useState(false);
  const [recall] = useState(() => new Recall());
  useActions([
    {
      id: "write",
      label: strings.composer,
      group: strings.actionGroup,
      shortcut: "/",
      notInPalette: true,
      run: () => field.current?.focus(),
    },
  ]);

  const mode = chosenMode ?? (usualMode === "reject" ? "queue" : usualMode);
  const completion = closedAt === text ? null : completionAt(text, caret);
  const tools = useTools(completion?.kind === "command");
  const choices = choicesFor(completion, {
    agents,
    commands: props.commands,
    tools: tools.filter((each) => canRun(each, sessionId)),
    onAgent(name) {
      if (!completion) return;
      change(`${text.slice(0, completion.from)}${text.slice(completion.to)}`.trimStart());
      setTo(name);
      field.current?.focus();
    },
    onCommand(command) {
      change("");
      command.run();
    },
    onTool(chosen) {
      change("");
      setTool(chosen);
    },
  });
  const at = Math.min(marked, Math.max(0, choices.length - 1));
  const hold = holdOf(text, attached);
  const said = { empty: null, words: strings.sayWhatFor, failed: strings.mendFiles, reading: null }[hold ?? "empty"];
  const hint = sendsLater ? strings.waitsForFiles : said;

  useEffect(() => {
    if (!sendsLater || hold === "reading") return;
    setSendsLater(false);
    if (hold === null) void send();
  });

  function change(next: string): void {
    setText(next);
    setMarked(0);
    setClosedAt(null);
    setCaret(next.length);
    onWriting(next !== "");
  }

  async function send(): Promise<void> {
    if (busy || hold === "empty") return;
    if (hold === "reading") {
      setSendsLater(true);
      return announce(strings.waitsForFiles);
    }
    if (hold !== null) return announce(said ?? "");
    const names = agents.map((agent) => agent.name);
    const addressed = to ? { to, content: text } : addresseeOf(text, names);
    const attachments = store?.ready() ?? [];
    const sent = onSend({
      content: addressed.content.trim(),
      ...(addressed.to && { to: addressed.to }),
      ...(running && { mode }),
      ...(attachments.length > 0 && { attachments }),
    });
    if (typeof sent !== "boolean") {
      setBusy(true);
      const wasTaken = await sent;
      setBusy(false);
      if (!wasTaken) return;
    } else if (!sent) return;
    store?.clear();
    change("");
    setTo(null);
    recall.end();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // An Enter that ends a composition is part of writing; Safari says so by its code alone.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (choices.length > 0 && chooseByKey(event)) return event.preventDefault();
    if (event.key === "Escape") {
      if (completion) {
        event.preventDefault();
        setClosedAt(text);
      } else if (onStop) {
        event.preventDefault();
        onStop();
      }
    } else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      if (isOnTouch() && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      void send();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const by = event.key === "ArrowUp" ? 1 : -1;
      if (!leavesText(by, text, caret)) return;
      const recalled = recall.step(by, text, history());
      if (recalled === null) return;
      event.preventDefault();
      change(recalled);
    }
  }

  function chooseByKey({ key, shiftKey }: KeyboardEvent): boolean {
    if (key === "ArrowDown" || key === "ArrowUp") {
      setMarked((at + (key === "ArrowDown" ? 1 : choices.length - 1)) % choices.length);
      return true;
    }
    if ((key !== "Enter" && key !== "Tab") || shiftKey) return false;
    choices[at]?.choose();
    return true;
  }

  function closeTool(): void {
    setTool(null);
    field.current?.focus();
  }

  return (
    <div className="rounded-xl border border-input bg-card shadow-sm focus-within:outline-2 focus-within:outline-ring">
      {tool ? (
        <ToolPanel
          key={tool.name}
          tool={tool}
          sessionId={sessionId}
          onInsert={(words) => {
            change(text === "" ? words : `${text.trimEnd()}\n\n${words}`);
            closeTool();
          }}
          onClose={closeTool}
        />
      ) : null}
      {choices.length > 0 ? (
        <CompletionList
          id={listId}
          label={completion?.kind === "agent" ? strings.agents : strings.commandsAndTools}
          choices={choices}
          marked={at}
        />
      ) : null}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <AttachmentTray />
        <div className="px-3 pt-2.5">
          {to ? (
            <Badge tone="primary" className="mb-1">
              {strings.sendTo(to)}
              <button
                type="button"
                aria-label={strings.removeAddressee}
                onClick={() => setTo(null)}
                className="-mr-1 grid size-6 place-items-center"
              >
                <X aria-hidden="true" />
              </button>
            </Badge>
          ) : null}
          <Textarea
            ref={field}
            bare
            rows={1}
            autoFocus={autoFocus}
            aria-label={strings.composer}
            aria-describedby={hintId}
            aria-autocomplete="list"
            aria-controls={choices.length > 0 ? listId : undefined}
            aria-activedescendant={choices.length > 0 ? `${listId}-${at}` : undefined}
            aria-keyshortcuts="Enter Control+Enter Meta+Enter"
            placeholder={placeholder}
            className="max-h-[40dvh] text-[0.9375rem]"
            value={text}
            onChange={(event) => {
              change(event.target.value);
              setCaret(event.target.selectionStart);
              recall.end();
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onPaste={(event) => {
              if (takePaste(event.clipboardData, text, store)) event.preventDefault();
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <SendRow
          hintId={hintId}
          hint={hint}
          running={running}
          mode={mode}
          onMode={setMode}
          onStop={onStop}
          canSend={!busy && hold !== "empty" && hold !== "words" && hold !== "failed"}
          onPicked={() => field.current?.focus()}
        />
      </form>
    </div>
  );
}

/** There Enter begins a new line, because its keyboard has no other key for that. */
function isOnTouch(): boolean {
  return matchMedia("(hover: none) and (pointer: coarse)").matches;
}
