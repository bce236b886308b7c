"use client";

import { useContext } from "react";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { SurfacePartsContext } from "../drawing-context.ts";

export function MarkdownWidget({ widget }: { widget: Widget<"markdown"> }) {
  const { Markdown } = useContext(SurfacePartsContext);
  return <Markdown text={widget.text} />;
}
