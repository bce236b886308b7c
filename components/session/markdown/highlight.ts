import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import type { Piece } from "./piece.ts";

/** Each is a file of its own, fetched with its first code block. */
const grammars: Record<string, () => Promise<{ default: unknown }>> = {
  bash: () => import("shiki/langs/bash.mjs"),
  c: () => import("shiki/langs/c.mjs"),
  cpp: () => import("shiki/langs/cpp.mjs"),
  css: () => import("shiki/langs/css.mjs"),
  diff: () => import("shiki/langs/diff.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  java: () => import("shiki/langs/java.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  json: () => import("shiki/langs/json.mjs"),
  jsx: () => import("shiki/langs/jsx.mjs"),
  markdown: () => import("shiki/langs/markdown.mjs"),
  php: () => import("shiki/langs/php.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  ruby: () => import("shiki/langs/ruby.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  toml: () => import("shiki/langs/toml.mjs"),
  tsx: () => import("shiki/langs/tsx.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
  xml: () => import("shiki/langs/xml.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
};

/** Colours come as names, so that both themes have theirs. */
const theme = createCssVariablesTheme({ name: "troupe", variablePrefix: "--code-" });
const classNames: Record<string, string> = {
  "var(--code-token-comment)": "text-muted-foreground italic",
  "var(--code-token-keyword)": "text-agent-4",
  "var(--code-token-string)": "text-agent-5",
  "var(--code-token-string-expression)": "text-agent-5",
  "var(--code-token-constant)": "text-agent-3",
  "var(--code-token-function)": "text-agent-1",
  "var(--code-token-parameter)": "text-foreground",
  "var(--code-token-link)": "text-primary underline",
  "var(--code-token-inserted)": "text-success",
  "var(--code-token-deleted)": "text-destructive",
  "var(--code-token-changed)": "text-warning",
};

let starting: Promise<HighlighterCore> | null = null;

export async function highlight(code: string, language: string): Promise<Piece[][]> {
  starting ??= createHighlighterCore({
    themes: [theme],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const highlighter = await starting;
  const grammar = grammars[language];
  if (!grammar) return [];
  if (!highlighter.getLoadedLanguages().includes(language))
    await highlighter.loadLanguage((await grammar()).default as never);
  return highlighter
    .codeToTokensBase(code, { lang: language, theme: "troupe" })
    .map((line) =>
      line.map(({ content, color }) => ({ text: content, className: color ? classNames[color] : undefined })),
    );
}
