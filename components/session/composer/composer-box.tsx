"use client";

import ArrowUp from "lucide-react/icons/arrow-up";
import CircleStop from "lucide-react/icons/circle-stop";
import X from "lucide-react/icons/x";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { WhileRunning } from "../../../lib/core/fields.ts";
import { Badge } from "../../ui/badge.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Textarea } from "../../ui/textarea.tsx";
import { ToggleGroup } from "../../ui/toggle-group.tsx";
import { useActions } from "../../ui/use-actions.ts";
import { useAgents } from "../agents-context.ts";
import { strings } from "../strings.ts";
import { addresseeOf, completionAt } from "./completion.ts";
import { type Choice, CompletionList } from "./completion-list.tsx";
import { drafts } from "./draft.ts";

export interface SlashCommand {
  name: string;
  label: string;
  run: () => void;
}

export interface Written {
  content: string;
  to?: string;
  mode?: WhileRunning;
}

interface Props {
  draftKey: string;
  placeholder: string;
  /** An agent is at work: what is written waits, steers or interrupts. */
  running: boolean;
  usualMode: WhileRunning;
  commands: readonly SlashCommand[];
  /** What was said before, the newest first. */
  history: () => readonly string[];
  onSend: (written: Written) => void;
  onStop: (() => void) | null;
  autoFocus?: boolean;
  busy?: boolean;
  before?: ReactNode;
}

const modes = (["queue", "steer", "interrupt"] as const).map((value) => ({ value, label: strings.modes[value].label }));

export function ComposerBox(props: Props) {
  const { draftKey, placeholder, running, usualMode, commands, history, onSend, onStop, autoFocus, busy, before } =
    props;
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const agents = useAgents();
  const [text, setText] = useDraft(draftKey, field);
  const [caret, setCaret] = useState(0);
  const [to, setTo] = useState<string | null>(null);
  const [chosenMode, setMode] = useState<WhileRunning | null>(null);
  const [marked, setMarked] = useState(0);
  const [closedAt, setClosedAt] = useState<string | null>(null);
  const recalled = useRef(-1);
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
  const choices = completion ? choicesFor(completion.kind, completion.query) : [];
  const at = Math.min(marked, Math.max(0, choices.length - 1));
  const canSend = text.trim() !== "" && !busy;

  function choicesFor(kind: "agent" | "command", query: string): Choice[] {
    if (kind === "command") {
      return commands
        .filter(({ name }) => name.startsWith(query))
        .map(({ name, label, run }) => ({
          id: name,
          title: `/${name}`,
          hint: label,
          choose() {
            change("");
            run();
          },
        }));
    }
    return agents
      .filter(({ name }) => name.includes(query))
      .map(({ name, emoji, description }) => ({
        id: name,
        title: `${emoji ?? ""} ${name}`.trim(),
        hint: description,
        choose() {
          if (!completion) return;
          change(`${text.slice(0, completion.from)}${text.slice(completion.to)}`.trimStart());
          setTo(name);
          field.current?.focus();
        },
      }));
  }

  function change(next: string): void {
    setText(next);
    setMarked(0);
    setClosedAt(null);
    setCaret(next.length);
  }

  function send(): void {
    if (!canSend) return;
    const addressed = to
      ? { to, content: text }
      : addresseeOf(
          text,
          agents.map((agent) => agent.name),
        );
    onSend({
      content: addressed.content.trim(),
      ...(addressed.to && { to: addressed.to }),
      ...(running && { mode }),
    });
    change("");
    setTo(null);
    recalled.current = -1;
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing) return;
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
      event.preventDefault();
      send();
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && recall(event.key === "ArrowUp" ? 1 : -1)) {
      event.preventDefault();
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

  /** Goes through what was said before, from an empty field on. */
  function recall(step: number): boolean {
    const said = history();
    if (text !== "" && text !== said[recalled.current]) return false;
    const next = recalled.current + step;
    if (next < -1 || next >= said.length) return next >= said.length;
    recalled.current = next;
    change(said[next] ?? "");
    return true;
  }

  return (
    <form
      className="rounded-xl border border-input bg-card shadow-sm focus-within:outline-2 focus-within:outline-ring"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {completion && choices.length > 0 ? (
        <CompletionList
          id={listId}
          label={completion.kind === "agent" ? strings.agents : strings.commands}
          choices={choices}
          marked={at}
        />
      ) : null}
      {before}
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
            recalled.current = -1;
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className="flex min-h-10 flex-wrap items-center gap-2 px-2 pb-2">
        {running ? (
          <>
            <ToggleGroup label={strings.whileRunning} options={modes} value={mode as "queue"} onValueChange={setMode} />
            <span className="min-w-0 truncate text-muted-foreground text-xs max-sm:hidden">
              {strings.modes[mode as "queue"].hint}
            </span>
          </>
        ) : (
          <span className="px-1 text-muted-foreground text-xs max-sm:hidden">{strings.hint}</span>
        )}
        <span className="ml-auto flex items-center gap-1">
          {onStop ? (
            <IconButton
              label={strings.stop}
              shortcut="escape"
              icon={<CircleStop />}
              variant="outline"
              onClick={onStop}
            />
          ) : null}
          <IconButton
            type="submit"
            label={strings.send}
            shortcut="enter"
            icon={<ArrowUp />}
            variant="primary"
            aria-disabled={!canSend || undefined}
          />
        </span>
      </div>
    </form>
  );
}

const draftAfterMs = 300;

function useDraft(key: string, field: { current: HTMLTextAreaElement | null }): [string, (text: string) => void] {
  const [text, setText] = useState("");
  const loaded = useRef(false);
  useEffect(() => {
    // What was typed before the page was alive comes first.
    setText(field.current?.value || drafts.read(key));
    loaded.current = true;
  }, [key, field]);
  useEffect(() => {
    if (!loaded.current) return;
    const timer = setTimeout(() => drafts.write(key, text), text === "" ? 0 : draftAfterMs);
    return () => clearTimeout(timer);
  }, [key, text]);
  return [text, setText];
}
