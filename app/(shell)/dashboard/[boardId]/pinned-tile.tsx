"use client";

import { useEffect, useMemo, useState } from "react";
import { strings } from "../../../../components/dashboard/strings.ts";
import { callApi } from "../../../../components/live/call-api.ts";
import { SessionProvider } from "../../../../components/live/session-provider.tsx";
import { useFolded } from "../../../../components/live/use-session.ts";
import { ChatProvider } from "../../../../components/session/chat-context.tsx";
import { SessionSurface } from "../../../../components/session/surfaces/session-surfaces.tsx";
import { EmptyState } from "../../../../components/ui/empty-state.tsx";
import type { MenuItem } from "../../../../components/ui/menu-item.ts";
import { Skeleton } from "../../../../components/ui/skeleton.tsx";
import { findSurface, nothingYet, type SessionState } from "../../../../lib/core/state.ts";
import type { Tile } from "../../../../lib/dashboards/dashboard.ts";

type Pin = Extract<Tile, { kind: "pin" }>;

interface Props {
  tile: Pin;
  /** Null where its session is gone; nothing where the tile came after the page. */
  state: SessionState | null | undefined;
  more: readonly MenuItem[];
}

/** A pinned surface follows its own session, so that it stays as live as it is in the chat. */
export function PinnedTile({ tile, state, more }: Props) {
  if (state === null) return <Gone />;
  return (
    <SessionProvider sessionId={tile.sessionId} initial={state ?? nothingYet} whole={false}>
      <ChatProvider>
        <Pinned tile={tile} more={more} />
      </ChatProvider>
    </SessionProvider>
  );
}

function Pinned({ tile, more }: { tile: Pin; more: readonly MenuItem[] }) {
  const surface = useFolded((state) => findSurface(state, tile.surfaceId));
  const titled = useMemo(
    () => (surface && tile.title ? { ...surface, title: tile.title } : surface),
    [surface, tile.title],
  );
  return titled ? <SessionSurface surface={titled} onBoard={more} /> : <Missing sessionId={tile.sessionId} />;
}

/** Not there yet, or not any more: the server knows. */
function Missing({ sessionId }: { sessionId: string }) {
  const [gone, setGone] = useState(false);
  useEffect(() => {
    callApi("GET", `/sessions/${sessionId}`).then(
      () => {},
      () => setGone(true),
    );
  }, [sessionId]);
  return gone ? <Gone /> : <Skeleton className="h-40 w-full" />;
}

function Gone() {
  return <EmptyState title={strings.gone}>{strings.goneHint}</EmptyState>;
}
