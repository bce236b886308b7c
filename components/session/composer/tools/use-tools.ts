"use client";

import { useEffect, useState } from "react";
import { callApi } from "../../../live/call-api.ts";
import type { ToolCard } from "./tool-card.ts";

const none: readonly ToolCard[] = [];

/** The tools that there are: read each time somebody begins to ask for them, because they come and go. */
export function useTools(wanted: boolean): readonly ToolCard[] {
  const [tools, setTools] = useState(none);
  useEffect(() => {
    if (!wanted) return;
    let isHere = true;
    callApi<{ items: ToolCard[] }>("GET", "/tools").then(
      ({ items }) => isHere && setTools(items),
      // Without a connection there are the commands, and the tools that were known.
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, [wanted]);
  return tools;
}
