"use client";

import { lazy, Suspense, useCallback, useMemo, useRef } from "react";
import { findCall, findSurface, type SessionState } from "../../../lib/core/state.ts";
import type { ShownSurface } from "../../../lib/core/surface.ts";
import { useFolded, useSession, useSessionStore } from "../../live/use-session.ts";
import type { ActOn } from "../../surfaces/drawing-context.ts";
import type { MenuItem } from "../../ui/menu-item.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useChat } from "../chat-context.tsx";
import { strings } from "../strings.ts";
import { usePin } from "./pin-surface.tsx";

const Drawn = lazy(() => import("./drawn-surface.tsx").then((module) => ({ default: module.DrawnSurface })));
const Growing = lazy(() => import("./drawn-surface.tsx").then((module) => ({ default: module.DrawnGrowing })));

/** The surface that this call showed, or asks its question with. What draws it is fetched with the first one. */
export function CallSurface({ callId }: { callId: string }) {
  const surface = useFolded((state) => findSurface(state, callId));
  return surface ? <SessionSurface surface={surface} /> : null;
}

interface SessionSurfaceProps {
  surface: ShownSurface;
  /** It stands on a board: what can be done there takes the place of the pin. */
  onBoard?: readonly MenuItem[];
}

export function SessionSurface({ surface, onBoard }: SessionSurfaceProps) {
  const { act } = useChat();
  const sessionId = useSessionStore()?.sessionId;
  const answered = useFolded((state) => isAnswered(state, surface));
  const state = useSession((shown) => shown.state);
  const actOn = useCallback<ActOn>(
    (nodeId, action, parameters) =>
      act({ type: "surface.act", surfaceId: surface.id, nodeId, action, ...(parameters && { parameters }) }),
    [act, surface.id],
  );
  const { pin, chooser } = usePin(sessionId ? { sessionId, surfaceId: surface.id } : null);
  const latest = useRef(pin);
  latest.current = pin;
  const button = useMemo(
    () => (onBoard || !sessionId ? undefined : { label: strings.pin, onPin: () => latest.current() }),
    [onBoard, sessionId],
  );
  return (
    <Suspense fallback={<Skeleton className="my-2 h-40 w-full" />}>
      <Drawn
        surface={surface}
        state={state}
        act={actOn}
        answered={answered}
        sessionId={sessionId}
        pin={button}
        more={onBoard}
      />
      {chooser}
    </Suspense>
  );
}

/** A surface whose arguments are still being written. */
export function CallGrowing({ callId, json }: { callId: string; json: string }) {
  const state = useSession((shown) => shown.state);
  return (
    <Suspense fallback={<Skeleton className="my-2 h-40 w-full" />}>
      <Growing callId={callId} json={json} state={state} />
    </Suspense>
  );
}

/** The question that it was has its answer, or nobody waits for one any more. */
function isAnswered(state: SessionState, { callId }: ShownSurface): boolean {
  const call = callId === undefined ? undefined : findCall(state, callId)?.call;
  return call?.question !== undefined && call.status !== "awaiting-answer";
}
