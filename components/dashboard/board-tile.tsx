"use client";

import { type CSSProperties, lazy, type ReactNode, Suspense } from "react";
import type { Arrange } from "./arrange.ts";
import type { HandlesProps } from "./tile-handles.tsx";

const TileHandles = lazy(() => import("./tile-handles.tsx").then((module) => ({ default: module.TileHandles })));

interface Props extends Omit<HandlesProps, "onArrange"> {
  /** Null while the layout is not edited. */
  onArrange: ((arrange: Arrange) => void) | null;
  children: ReactNode;
}

/** One tile in the grid. While the layout is edited it has a handle, for pointer, keys and menu alike. */
export function BoardTile({ id, title, place, grid, onArrange, keysId, children }: Props) {
  const style = {
    "--tile-x": place.x + 1,
    "--tile-y": place.y + 1,
    "--tile-w": place.w,
    "--tile-h": place.h,
  } as CSSProperties;
  return (
    <li className={`board-tile flex min-w-0 flex-col ${onArrange ? "arranging" : ""}`} style={style} data-tile={id}>
      {onArrange ? (
        <Suspense fallback={null}>
          <TileHandles id={id} title={title} place={place} grid={grid} onArrange={onArrange} keysId={keysId} />
        </Suspense>
      ) : null}
      <div
        className={
          onArrange
            ? "relative flex min-h-0 flex-1 flex-col rounded-lg outline-2 outline-border outline-dashed"
            : "flex min-h-0 flex-1 flex-col"
        }
        inert={onArrange !== null}
      >
        {children}
      </div>
    </li>
  );
}
