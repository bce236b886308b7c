"use client";

import { type ReactNode, type RefObject, useCallback, useMemo, useState } from "react";
import type { SessionState } from "../../lib/core/state.ts";
import type { ShownSurface } from "../../lib/core/surface.ts";
import { writeLocal } from "../../lib/surfaces/bind.ts";
import { type ActOn, type Drawing, DrawingContext } from "./drawing-context.ts";
import { SurfaceNode } from "./surface-node.tsx";

export interface SurfaceBodyProps {
  surface: ShownSurface;
  state: SessionState;
  /** Null where nothing can be done. */
  act: ActOn | null;
  answered?: boolean;
  /** Its arguments are still being written. */
  growing?: boolean;
  body?: RefObject<HTMLDivElement | null>;
}

/** The widgets of a surface, and what is typed into them here and nowhere else. */
export function SurfaceBody({ surface, state, act, answered = false, growing = false, body }: SurfaceBodyProps) {
  const [local, setLocal] = useState<Record<string, unknown>>({});
  const write = useCallback(
    (pointer: string, value: unknown) => setLocal((now) => writeLocal(now, pointer, value)),
    [],
  );
  const render = useCallback(
    (id: string, depth: number): ReactNode => <SurfaceNode key={id} id={id} depth={depth} growing={growing} />,
    [growing],
  );
  const drawing = useMemo<Drawing>(
    () => ({ surface, state, act: growing ? null : act, answered, local, writeLocal: write, render }),
    [surface, state, act, answered, growing, local, write, render],
  );
  return (
    <DrawingContext value={drawing}>
      <div ref={body} className="grid grid-cols-[minmax(0,1fr)] gap-3 text-sm">
        {surface.root.map((id) => render(id, 1))}
      </div>
    </DrawingContext>
  );
}
