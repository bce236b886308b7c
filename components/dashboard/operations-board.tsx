"use client";

import { type ReactNode, useMemo, useRef } from "react";
import { nothingYet } from "../../lib/core/state.ts";
import type { ShownSurface } from "../../lib/core/surface.ts";
import type { DashboardInfo } from "../../lib/dashboards/dashboard.ts";
import { operationsBoard } from "../../lib/operations/board.ts";
import type { Standing } from "../../lib/operations/operations.ts";
import { useSessionList } from "../live/use-session-list.tsx";
import { HeadingLevel } from "../surfaces/heading.tsx";
import { SurfaceBody } from "../surfaces/surface-body.tsx";
import { SurfaceToolbar } from "../surfaces/surface-toolbar.tsx";
import { TopBar } from "../ui/top-bar.tsx";
import { BoardNav } from "./board-nav.tsx";
import { LiveMark } from "./live-mark.tsx";
import { strings } from "./strings.ts";
import { useOperations } from "./use-operations.ts";

interface Props {
  first: Standing;
  boards: readonly DashboardInfo[];
  /** Stands below it. */
  children?: ReactNode;
}

/** What the server is doing, from the first moment on, drawn with the same widgets that agents use. */
export function OperationsBoard({ first, boards, children }: Props) {
  const { now, course, live } = useOperations(first);
  const { waiting } = useSessionList();
  const body = useRef<HTMLDivElement>(null);
  const surface = useMemo<ShownSurface>(
    () => ({ ...operationsBoard({ now, course }, waiting), id: "operations", seq: 0, changedSeq: 0, acted: {} }),
    [now, course, waiting],
  );
  return (
    <>
      <TopBar title={strings.title}>
        <LiveMark live={live} at={now.at} />
        <SurfaceToolbar surface={surface} state={nothingYet} act={null} body={body} />
      </TopBar>
      <BoardNav boards={boards} />
      <div className="mx-auto w-full max-w-6xl px-4 py-5 md:px-6">
        <h2 className="sr-only">{strings.operations}</h2>
        <HeadingLevel value={2}>
          <SurfaceBody surface={surface} state={nothingYet} act={null} body={body} />
        </HeadingLevel>
        <div className="mt-6">{children}</div>
      </div>
    </>
  );
}
