"use client";

import { useContext } from "react";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { SurfacePartsContext } from "../drawing-context.ts";

export function CodeWidget({ widget: { code, language = "" } }: { widget: Widget<"code"> }) {
  const { Code } = useContext(SurfacePartsContext);
  return <Code code={code} info={language} lines={code.split("\n").length} growing={false} />;
}
