"use client";

import { useEffect, useMemo, useState } from "react";
import { type LiveData, liveFigures, type PersonFigures } from "../../lib/dashboards/live-figures.ts";
import type { Standing } from "../../lib/operations/operations.ts";
import { callApi } from "../live/call-api.ts";
import { useSessionList } from "../live/use-session-list.tsx";
import { useOperations } from "./use-operations.ts";

const readEveryMs = 5_000;

export interface FirstFigures {
  operations: Standing;
  runs: PersonFigures;
}

/** What widgets on boards are bound to: what the server counts comes every second, what it keeps every few. */
export function useLiveFigures(first: FirstFigures): { data: LiveData; live: boolean; at: string } {
  const { now, course, live } = useOperations(first.operations);
  const { waiting } = useSessionList();
  const [runs, setRuns] = useState(first.runs);
  useEffect(() => {
    let gone = false;
    const read = () => {
      if (document.visibilityState !== "visible") return;
      callApi<PersonFigures>("GET", "/dashboards/figures").then(
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
  const data = useMemo(() => liveFigures({ now, course }, runs, waiting), [now, course, runs, waiting]);
  return { data, live, at: now.at };
}
