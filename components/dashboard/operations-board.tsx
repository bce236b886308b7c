"use client";

import { type ReactNode, useMemo } from "react";
import { nothingYet } from "../../lib/core/state.ts";
import type { ShownSurface } from "../../lib/core/surface.ts";
import { operationsBoard } from "../../lib/operations/board.ts";
import type { Operations } from "../../lib/operations/operations.ts";
import { useSessionList } from "../live/use-session-list.tsx";
import { SurfaceBody } from "../surfaces/surface-body.tsx";
import { TopBar } from "../ui/top-bar.tsx";
import { strings } from "./strings.ts";
import { useOperations } from "./use-operations.ts";

/** What the server is doing, from the first moment on, drawn with the same widgets that agents use. */
export function OperationsBoard({ first, children }: { first: Operations; children?: ReactNode }) {
  const { moments, live } = useOperations(first);
  const { waiting } = useSessionList();
  const surface = useMemo<ShownSurface>(
    () => ({ ...operationsBoard(moments, waiting), id: "operations", seq: 0, changedSeq: 0, acted: {} }),
    [moments, waiting],
  );
  const at = moments.at(-1)?.at ?? "";
  return (
    <>
      <TopBar title={strings.title}>
        <p className="flex items-center gap-2 pr-2 text-muted-foreground text-xs tabular-nums">
          <span aria-hidden="true" className={`size-2 rounded-full ${live ? "bg-success" : "bg-input"}`} />
          <span>{live ? strings.live : strings.paused}</span>
          <time dateTime={at}>{at.slice(11, 19)} UTC</time>
        </p>
      </TopBar>
      <div className="mx-auto w-full max-w-6xl px-4 py-5 md:px-6">
        <h2 className="sr-only">{strings.operations}</h2>
        <SurfaceBody surface={surface} state={nothingYet} act={null} />
        {children}
      </div>
    </>
  );
}
