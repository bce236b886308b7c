"use client";

import { type MouseEvent, type PointerEvent, type RefObject, useRef } from "react";
import { gridColumns, type Place } from "../../lib/dashboards/dashboard.ts";

interface Drag {
  pointer: number;
  x: number;
  y: number;
  from: Place;
  moved: boolean;
}

const rowPixels = 40;
const gapPixels = 12;

/** Moving or resizing a tile by pointer, in cells of the grid. Nothing moves where the grid is a single column. */
export function useDrag(
  grid: RefObject<HTMLElement | null>,
  place: Place,
  what: "move" | "resize",
  onPlace: (place: Place, over: boolean) => void,
) {
  const drag = useRef<Drag | null>(null);
  /** The click that ends a drag is none. */
  const wasDragged = useRef(false);

  function placeAt(event: PointerEvent): Place | null {
    const now = drag.current;
    if (!now || !grid.current || event.pointerId !== now.pointer) return null;
    const column = (grid.current.clientWidth + gapPixels) / gridColumns;
    const dx = Math.round((event.clientX - now.x) / column);
    const dy = Math.round((event.clientY - now.y) / (rowPixels + gapPixels));
    if (dx !== 0 || dy !== 0) now.moved = true;
    const { x, y, w, h } = now.from;
    return what === "move" ? { x: x + dx, y: Math.max(0, y + dy), w, h } : { x, y, w: w + dx, h: h + dy };
  }

  function end(event: PointerEvent): void {
    const placed = placeAt(event);
    const wasMoved = drag.current?.moved ?? false;
    drag.current = null;
    wasDragged.current = wasMoved;
    if (placed && wasMoved) onPlace(placed, true);
  }

  return {
    onClickCapture(event: MouseEvent) {
      if (wasDragged.current) event.stopPropagation();
      wasDragged.current = false;
    },
    onPointerDown(event: PointerEvent<HTMLElement>) {
      wasDragged.current = false;
      const isGrid = grid.current && getComputedStyle(grid.current).gridTemplateColumns.split(" ").length > 1;
      if (event.button !== 0 || !isGrid) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { pointer: event.pointerId, x: event.clientX, y: event.clientY, from: place, moved: false };
    },
    onPointerMove(event: PointerEvent) {
      const placed = placeAt(event);
      if (placed && drag.current?.moved) onPlace(placed, false);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
