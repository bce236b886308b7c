"use client";

import { useEffect, useMemo, useState } from "react";
import { type LiveData, liveFigures, type RunFigures } from "../../lib/dashboards/live-figures.ts";
import type { Operations } from "../../lib/operations/operations.ts";
import { callApi } from "../live/call-api.ts";
import { useSessionList } from "../live/use-session-list.tsx";
import { useOperations } from "./use-operations.ts";

const readEveryMs = 5_000;

export interface FirstFigures {
  operations: Operations;
  runs: RunFigures;
}

/** What widgets on boards are bound to: what the server counts comes every second, what it keeps every few. */
export function useLiveFigures(first: FirstFigures): { data: LiveData; live: boolean; at: string } {
  const { moments, live } = useOperations(first.operations);
  const { waiting } = useSessionList();
  const [runs, setRuns] = useState(first.runs);
  useEffect(() => {
    let gone = false;
    const read = () => {
      if (document.visibilityState !== "visible") return;
      callApi<RunFigures>("GET", "/dashboards/figures").then(
        (now) => gone || setRuns(now),
        () => {},
      );
    };
    const timer = setInterval(read, readEveryMs);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, []);
  const data = useMemo(() => liveFigures(moments, runs, waiting), [moments, runs, waiting]);
  return { data, live, at: moments.at(-1)?.at ?? "" };
}
