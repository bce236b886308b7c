"use client";

import { memo, useMemo } from "react";
import { type Block, BlockSplitter } from "../../../lib/markdown/blocks.ts";
import { CodeBlock } from "./code-block.tsx";
import { MarkdownBlock } from "./markdown-block.tsx";

/**
 * Markdown, also while it is being written: only the block that still grows is read and drawn again. While `growing`, the
 * text may only grow.
 */
export function MarkdownText({ text, growing = false }: { text: string; growing?: boolean }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a finished text begins anew, because it may differ from what was glimpsed
  const splitter = useMemo(() => new BlockSplitter(), [growing, growing ? null : text]);
  const changing = splitter.push(text);
  const { ended } = splitter;
  return (
    <div className="markdown min-w-0 text-[0.9375rem] leading-relaxed">
      <EndedBlocks blocks={ended} count={ended.length} />
      {changing.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block's place is what it is
        <OneBlock key={ended.length + index} block={block} growing={growing} />
      ))}
    </div>
  );
}

const EndedBlocks = memo(function EndedBlocks({ blocks, count }: { blocks: readonly Block[]; count: number }) {
  return blocks.slice(0, count).map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a block's place is what it is
    <OneBlock key={index} block={block} growing={false} />
  ));
});

const OneBlock = memo(
  function OneBlock({ block, growing }: { block: Block; growing: boolean }) {
    return block.kind === "fence" ? (
      <CodeBlock code={block.code} info={block.info} lines={block.lines} growing={growing && !block.closed} />
    ) : (
      <MarkdownBlock source={block.source} growing={growing} />
    );
  },
  (a, b) => a.growing === b.growing && sameBlock(a.block, b.block),
);

function sameBlock(a: Block, b: Block): boolean {
  if (a === b) return true;
  if (a.kind === "text" || b.kind === "text")
    return a.kind === b.kind && (a as { source: string }).source === (b as { source: string }).source;
  return a.lines === b.lines && a.closed === b.closed && a.info === b.info && a.code === b.code;
}
