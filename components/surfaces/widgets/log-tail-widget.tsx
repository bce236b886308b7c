"use client";

import { useEffect, useRef } from "react";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { linesOf, runOf } from "../../../lib/surfaces/live.ts";
import { ScrollBox } from "../../ui/scroll-box.tsx";
import { useDrawing } from "../drawing-context.ts";
import { strings } from "../strings.ts";

const mostLines = 500;

/** The newest lines, at their end, unless a person scrolled up. */
export function LogTailWidget({ widget }: { widget: Widget<"logTail"> }) {
  const { state, surface } = useDrawing();
  const lines = (widget.lines ?? linesOf(runOf(state, surface))).slice(-mostLines);
  const box = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what it scrolls for
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines.length]);
  if (lines.length === 0) return <p className="text-muted-foreground">{strings.nothing}</p>;
  return (
    <ScrollBox
      as="pre"
      ref={box}
      role="log"
      aria-live="off"
      label={strings.lines}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 24;
      }}
      className="max-h-64 overflow-auto whitespace-pre-wrap break-words rounded-md bg-muted p-2.5 font-mono text-xs"
    >
      {lines.join("\n")}
    </ScrollBox>
  );
}
