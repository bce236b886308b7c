"use client";

import { useRunScreen } from "../../../../components/session/runs/run-screen-context.ts";
import { RunMenu } from "./again/run-menu.tsx";
import { StopRun } from "./stop-run.tsx";

/** What can be done with the run as a whole. */
export function RunActions() {
  const { run, isOver } = useRunScreen();
  return (
    <>
      {isOver ? null : <StopRun runId={run.id} />}
      <RunMenu />
    </>
  );
}
