"use client";

import { lazy, Suspense, useMemo } from "react";
import { BoardPage } from "../../../../components/dashboard/board-page.tsx";
import type { FirstFigures } from "../../../../components/dashboard/use-live-figures.ts";
import { Skeleton } from "../../../../components/ui/skeleton.tsx";
import { findSurface, type SessionState } from "../../../../lib/core/state.ts";
import type { Dashboard, DashboardInfo } from "../../../../lib/dashboards/dashboard.ts";
import { LiveTile } from "./live-tile.tsx";
import "../../../../components/session/session.css";

/** Follows a session, and brings what that takes: a board without one does not need it. */
const PinnedTile = lazy(() => import("./pinned-tile.tsx").then((module) => ({ default: module.PinnedTile })));

interface Props {
  first: Dashboard;
  boards: readonly DashboardInfo[];
  figures: FirstFigures;
  /** By tile: the session that its surface belongs to; null where that is gone. */
  states: Readonly<Record<string, SessionState | null>>;
}

export function Board({ first, boards, figures, states }: Props) {
  const titles = useMemo(
    () =>
      Object.fromEntries(
        first.tiles.flatMap((tile) => {
          const state = states[tile.id];
          const surface = tile.kind === "pin" && state ? findSurface(state, tile.surfaceId) : null;
          return surface ? [[tile.id, surface.title ?? state?.title ?? ""]] : [];
        }),
      ),
    [first, states],
  );
  return (
    <BoardPage
      first={first}
      boards={boards}
      figures={figures}
      titles={titles}
      draw={(tile, data, more) =>
        tile.kind === "pin" ? (
          <Suspense fallback={<Skeleton className="h-40 w-full" />}>
            <PinnedTile tile={tile} state={states[tile.id]} more={more} />
          </Suspense>
        ) : (
          <LiveTile tile={tile} data={data} more={more} />
        )
      }
    />
  );
}
