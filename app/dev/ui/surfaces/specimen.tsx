"use client";

import { CodeBlock } from "../../../../components/session/markdown/code-block.tsx";
import { MarkdownText } from "../../../../components/session/markdown/markdown-text.tsx";
import { SurfacePartsContext } from "../../../../components/surfaces/drawing-context.ts";
import { SurfaceView } from "../../../../components/surfaces/surface-view.tsx";
import type { WidgetType } from "../../../../lib/surfaces/catalog.ts";
import { exampleState, exampleSurface } from "./example-surface.ts";
import "../../../../components/session/session.css";

const parts = { Markdown: MarkdownText, Code: CodeBlock, apps: false, files: true };

/** Takes every action, as a server would that has nobody to tell. */
const act = async () => true;

export function WidgetSpecimen({ type }: { type: WidgetType }) {
  return (
    <SurfacePartsContext value={parts}>
      <SurfaceView surface={exampleSurface(type)} state={exampleState} act={act} />
    </SurfacePartsContext>
  );
}
