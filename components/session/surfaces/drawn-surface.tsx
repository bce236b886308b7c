"use client";

import { memo } from "react";
import { isLive } from "../../../lib/surfaces/is-live.ts";
import { SurfacePartsContext } from "../../surfaces/drawing-context.ts";
import { GrowingSurface } from "../../surfaces/growing-surface.tsx";
import { SurfaceView, type SurfaceViewProps } from "../../surfaces/surface-view.tsx";
import { CodeBlock } from "../markdown/code-block.tsx";
import { MarkdownText } from "../markdown/markdown-text.tsx";

const parts = { Markdown: MarkdownText, Code: CodeBlock, apps: true, files: true };

/** Surfaces as the chat draws them. One that shows nothing of the session is left alone while the session goes on. */
export const DrawnSurface = memo(
  function DrawnSurface(props: SurfaceViewProps) {
    return (
      <SurfacePartsContext value={parts}>
        <SurfaceView {...props} />
      </SurfacePartsContext>
    );
  },
  (a, b) =>
    a.surface === b.surface &&
    a.answered === b.answered &&
    a.act === b.act &&
    a.sessionId === b.sessionId &&
    a.pin === b.pin &&
    a.more === b.more &&
    (a.state === b.state || !isLive(a.surface)),
);

export function DrawnGrowing(props: Parameters<typeof GrowingSurface>[0]) {
  return (
    <SurfacePartsContext value={parts}>
      <GrowingSurface {...props} />
    </SurfacePartsContext>
  );
}
