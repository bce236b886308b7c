"use client";

import { useMemo, useRef } from "react";
import type { SessionState } from "../../lib/core/state.ts";
import type { ShownSurface } from "../../lib/core/surface.ts";
import { mostBytes, mostNodes } from "../../lib/surfaces/check.ts";
import { drawableSurface } from "../../lib/surfaces/from-widgets.ts";
import { PartialJson } from "../../lib/surfaces/partial-json.ts";
import { SurfaceView } from "./surface-view.tsx";

interface Props {
  callId: string;
  /** The arguments of `show_surface`, as far as they were written. */
  json: string;
  state: SessionState;
}

/** A surface while its arguments are still being written: each widget stands there as soon as it makes sense. */
export function GrowingSurface({ callId, json, state }: Props) {
  const reading = useRef({ reader: new PartialJson(), read: "" });
  const surface = useMemo<ShownSurface>(() => {
    if (!json.startsWith(reading.current.read)) reading.current = { reader: new PartialJson(), read: "" };
    const { reader, read } = reading.current;
    // What is longer is refused when it is whole; nothing more of it is drawn.
    const kept = json.slice(0, mostBytes);
    reader.push(kept.slice(read.length));
    reading.current.read = kept;
    const { title, widgets } = (reader.value ?? {}) as { title?: unknown; widgets?: unknown };
    const drawable = drawableSurface(title, Array.isArray(widgets) ? structuredClone(widgets.slice(0, mostNodes)) : []);
    return { ...drawable, id: callId, seq: 0, changedSeq: 0, acted: {} };
  }, [callId, json]);
  return <SurfaceView surface={surface} state={state} act={null} growing />;
}
