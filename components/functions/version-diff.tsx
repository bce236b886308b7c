"use client";

import { javascript } from "@codemirror/lang-javascript";
import { syntaxHighlighting } from "@codemirror/language";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { codeColours, codeTheme } from "./code-theme.ts";

/** Two sources as one text with what was taken out and put in. */
export function VersionDiff({ before, after, label }: { before: string; after: string; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: after,
        extensions: [
          EditorView.cspNonce.of(document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? ""),
          lineNumbers(),
          javascript({ typescript: true }),
          syntaxHighlighting(codeColours),
          codeTheme,
          EditorState.readOnly.of(true),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label }),
          unifiedMergeView({ original: before, mergeControls: false }),
        ],
      }),
    });
    return () => editor.destroy();
  }, [before, after, label]);
  return <div ref={place} className="max-h-96 overflow-auto rounded-md border" />;
}
