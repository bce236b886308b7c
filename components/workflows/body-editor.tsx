"use client";

import { useEffect, useState } from "react";
import type { CheckItem } from "../definitions/checklist.tsx";
import { strings as shared } from "../definitions/strings.ts";
import { useDraft } from "../definitions/use-draft.ts";
import { callApi } from "../live/call-api.ts";
import { Field } from "../ui/field.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { strings } from "./strings.ts";

/** The body as text. What is JSON is kept as a draft a moment later; what hinders publishing is told with its place. */
export function BodyEditor() {
  const draft = useDraft();
  const [text, setText] = useState(() => JSON.stringify(draft.body, null, 2));
  const [wrong, setWrong] = useState<string | null>(null);

  function change(next: string): void {
    setText(next);
    const read = parse(next);
    setWrong(read.ok ? null : read.why);
    if (!read.ok) return;
    const gone = Object.keys(draft.body).map((key) => [key, undefined]);
    draft.change({ ...Object.fromEntries(gone), ...read.body });
  }

  return (
    <div className="grid gap-4">
      <Field label={strings.body} hint={strings.bodyHint} error={wrong ?? undefined}>
        {(control) => (
          <Textarea
            {...control}
            rows={24}
            spellCheck={false}
            autoComplete="off"
            className="max-h-[70dvh] min-h-80 font-mono text-xs leading-5"
            value={text}
            onChange={(event) => change(event.target.value)}
          />
        )}
      </Field>
      <Problems />
    </div>
  );
}

function Problems() {
  const { path, hash, status } = useDraft();
  const [items, setItems] = useState<CheckItem[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another draft has other problems
  useEffect(() => {
    let over = false;
    callApi<{ items: CheckItem[] }>("GET", `${path}/checklist`).then(
      (told) => {
        if (over) return;
        setItems(told.items.filter(({ level }) => level !== "ok"));
        setTrouble(null);
      },
      (error: unknown) => over || setTrouble((error as Error).message),
    );
    return () => {
      over = true;
    };
  }, [path, hash, status === "published"]);

  if (trouble) return <p className="text-destructive text-sm">{trouble}</p>;
  if (!items) return null;
  return (
    <section aria-live="polite" className="grid gap-2 text-sm">
      <h2 className="font-medium">{strings.problems}</h2>
      {items.length === 0 ? <p className="text-muted-foreground">{strings.noProblems}</p> : null}
      <ul className="grid gap-1">
        {items.map(({ path: place, message, level }) => (
          <li key={`${place} ${message}`} className="break-words">
            <span className={level === "blocked" ? "text-destructive" : "text-warning"}>{shared.levels[level]}</span> ·{" "}
            <code className="text-xs">{place || strings.whole}</code>: {message}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Read = { ok: true; body: Record<string, unknown> } | { ok: false; why: string };

function parse(text: string): Read {
  try {
    const body: unknown = JSON.parse(text);
    if (body === null || typeof body !== "object" || Array.isArray(body)) return { ok: false, why: strings.notObject };
    return { ok: true, body: body as Record<string, unknown> };
  } catch (error) {
    return { ok: false, why: strings.notJson((error as Error).message) };
  }
}
