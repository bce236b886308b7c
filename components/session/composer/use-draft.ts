"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { drafts } from "./draft.ts";

const writeAfterMs = 300;

/** What is being written, kept for the time that this field is gone: another session, a reload, a crash. */
export function useDraft(
  key: string,
  field: { current: HTMLTextAreaElement | null },
): [text: string, setText: (text: string) => void] {
  const [text, setText] = useState("");
  const unwritten = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const write = useCallback(() => {
    clearTimeout(timer.current);
    if (unwritten.current !== null) drafts.write(key, unwritten.current);
    unwritten.current = null;
  }, [key]);

  useEffect(() => {
    // What was typed before the page was alive comes first.
    setText(field.current?.value || drafts.read(key));
    addEventListener("pagehide", write);
    return () => {
      removeEventListener("pagehide", write);
      write();
    };
  }, [key, field, write]);

  const change = useCallback(
    (next: string) => {
      setText(next);
      unwritten.current = next;
      clearTimeout(timer.current);
      if (next === "") write();
      else timer.current = setTimeout(write, writeAfterMs);
    },
    [write],
  );
  return [text, change];
}
