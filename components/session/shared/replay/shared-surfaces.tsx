"use client";

import type { SessionState } from "../../../../lib/core/state.ts";
import type { ShownSurface } from "../../../../lib/core/surface.ts";
import { SurfacePartsContext } from "../../../surfaces/drawing-context.ts";
import { SurfaceView } from "../../../surfaces/surface-view.tsx";
import { CodeBlock } from "../../markdown/code-block.tsx";
import { MarkdownText } from "../../markdown/markdown-text.tsx";

/** Files and apps are given only to whose they are. */
const parts = { Markdown: MarkdownText, Code: CodeBlock, apps: false, files: false };

interface Props {
  surfaces: readonly ShownSurface[];
  /** What they are bound to. */
  state: SessionState;
}

/** What a call showed, as it was at the moment, to be looked at only. */
export function SharedSurfaces({ surfaces, state }: Props) {
  return (
    <SurfacePartsContext value={parts}>
      {surfaces.map((surface) => (
        <SurfaceView key={surface.id} surface={surface} state={state} act={null} />
      ))}
    </SurfacePartsContext>
  );
}
