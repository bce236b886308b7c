"use client";

import Link from "next/link";
import { useCallback, useMemo } from "react";
import { keyOf, PinnedBoard } from "../../../components/dashboard/pinned-board.tsx";
import { strings } from "../../../components/dashboard/strings.ts";
import { SessionProvider } from "../../../components/live/session-provider.tsx";
import { useFolded } from "../../../components/live/use-session.ts";
import { ChatProvider } from "../../../components/session/chat-context.tsx";
import { SessionSurface } from "../../../components/session/surfaces/session-surfaces.tsx";
import { EmptyState } from "../../../components/ui/empty-state.tsx";
import { findSurface, type SessionState } from "../../../lib/core/state.ts";
import type { Pin } from "../../../lib/people/preferences.ts";
import "../../../components/session/session.css";

export interface PinnedSession {
  pin: Pin;
  /** What of its session the surface may show; null where that is gone. */
  state: SessionState | null;
}

/** Each pinned surface follows its own session, so that it stays as live as it is in the chat. */
export function PinnedSurfaces({ pinned }: { pinned: readonly PinnedSession[] }) {
  const states = useMemo(() => new Map(pinned.map(({ pin, state }) => [keyOf(pin), state])), [pinned]);
  const titles = useMemo(
    () =>
      Object.fromEntries(
        pinned.flatMap(({ pin, state }) => {
          const surface = state && findSurface(state, pin.surfaceId);
          return surface ? [[keyOf(pin), surface.title ?? state.title]] : [];
        }),
      ),
    [pinned],
  );
  const draw = useCallback(
    (pin: Pin) => {
      const state = states.get(keyOf(pin));
      if (!state || !findSurface(state, pin.surfaceId))
        return <EmptyState title={strings.gone}>{strings.goneHint}</EmptyState>;
      return (
        <SessionProvider sessionId={pin.sessionId} initial={state} whole={false}>
          <ChatProvider>
            <Pinned surfaceId={pin.surfaceId} />
            <Link
              href={`/chat/${pin.sessionId}`}
              className="text-muted-foreground text-xs underline underline-offset-2"
            >
              {strings.openChat}
            </Link>
          </ChatProvider>
        </SessionProvider>
      );
    },
    [states],
  );
  return <PinnedBoard first={pinned.map(({ pin }) => pin)} titles={titles} draw={draw} />;
}

function Pinned({ surfaceId }: { surfaceId: string }) {
  const surface = useFolded((state) => findSurface(state, surfaceId));
  return surface ? <SessionSurface surface={surface} pinned /> : null;
}
