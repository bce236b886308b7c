"use client";

import { Lexer } from "marked";
import { memo } from "react";
import { closeInline } from "../../../lib/markdown/close-inline.ts";
import { Tokens } from "./tokens.tsx";

/** A block that grows beyond this is shown as it is written until it ends. */
const longestGrowing = 12_000;
/** Nobody writes such a paragraph, and reading it could take long. */
const longest = 60_000;

export const MarkdownBlock = memo(function MarkdownBlock({ source, growing }: { source: string; growing: boolean }) {
  if (source.length > (growing ? longestGrowing : longest)) return <p className="whitespace-pre-wrap">{source}</p>;
  return <Tokens tokens={Lexer.lex(growing ? closeInline(source) : source, { gfm: true })} />;
});
