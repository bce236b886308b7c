"use client";

import { autocompletion, type CompletionContext, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { CodeError } from "../../lib/functions/code-error.ts";
import { hostApi } from "../../lib/functions/host-api.ts";
import { moduleNames } from "../../lib/functions/module-names.ts";
import { codeColours, codeTheme } from "./code-theme.ts";

export interface CodeEditorProps {
  value: string;
  language: "javascript" | "typescript" | "json";
  /** For those who do not see it. */
  label: string;
  problems?: readonly CodeError[];
  /** It is only read; copied from, too. */
  readOnly?: boolean;
  onChange?: (value: string) => void;
  /** Command or control with Enter. */
  onRun?: () => void;
}

const completions = [
  ...hostApi.map((each) => ({ ...each, type: "function" })),
  ...moduleNames.map((label) => ({
    label,
    type: "namespace",
    detail: "import",
    info: "A module that comes with Troupe.",
  })),
  { label: "input", type: "variable", detail: "", info: "What the function was given." },
];

function complete(context: CompletionContext) {
  const word = context.matchBefore(/[\w.:]+/);
  return word && (word.from < word.to || context.explicit) ? { from: word.from, options: completions } : null;
}

/** CodeMirror. Its styles carry the page's nonce; it is loaded only where code is written. */
export function CodeEditor({
  value,
  language,
  label,
  problems = [],
  readOnly = false,
  onChange,
  onRun,
}: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const handlers = useRef({ onChange, onRun });
  handlers.current = { onChange, onRun };
  const languagePart = useRef(new Compartment());
  const first = useRef({ value, language, label, readOnly });

  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: first.current.value,
        extensions: [
          EditorView.cspNonce.of(document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? ""),
          lineNumbers(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          highlightActiveLine(),
          lintGutter(),
          syntaxHighlighting(codeColours),
          codeTheme,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": first.current.label }),
          EditorState.readOnly.of(first.current.readOnly),
          languagePart.current.of(languageOf(first.current.language)),
          keymap.of([
            { key: "Mod-Enter", run: () => run(handlers.current.onRun) },
            ...completionKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            indentWithTab,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) handlers.current.onChange?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: languagePart.current.reconfigure(languageOf(language)) });
  }, [language]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    const found = problems.map((each) => diagnosticOf(editor.state, each));
    editor.dispatch(setDiagnostics(editor.state, found));
    // Whoever writes stays where they write; whoever reads came for the place.
    if (first.current.readOnly && found[0])
      editor.dispatch({ selection: { anchor: found[0].from }, scrollIntoView: true });
  }, [problems]);

  return <div ref={place} className="h-full min-h-64 overflow-hidden rounded-md border" />;
}

function run(onRun: (() => void) | undefined): boolean {
  onRun?.();
  return onRun !== undefined;
}

function languageOf(language: CodeEditorProps["language"]): Extension {
  if (language === "json") return json();
  return [javascript({ typescript: language === "typescript" }), autocompletion({ override: [complete] })];
}

function diagnosticOf(state: EditorState, { line, column, message, kind }: CodeError): Diagnostic {
  const at = state.doc.line(Math.min(state.doc.lines, Math.max(1, line ?? 1)));
  const from = Math.min(at.to, at.from + Math.max(0, (column ?? 1) - 1));
  return { from, to: Math.min(at.to, from + 1), severity: "error", message: `${kind}: ${message}` };
}
