"use client";

import { useCallback, useEffect, useState } from "react";
import type { ShareLink } from "../../../lib/export/share-link.ts";
import { callApi } from "../../live/call-api.ts";
import { sentenceOf } from "../chat-context.tsx";

export interface LinksView {
  /** Null until they were read. */
  links: readonly ShareLink[] | null;
  failure: string | null;
}

export interface WantedLink {
  expiresInDays: 1 | 7 | 30 | null;
  withTools: boolean;
}

/** A session's open links, read anew with each opening of the window. */
export function useLinks(sessionId: string, open: boolean) {
  const [view, setView] = useState<LinksView>({ links: null, failure: null });
  const path = `/sessions/${sessionId}/shares` as const;

  const read = useCallback(async () => {
    try {
      const { items } = await callApi<{ items: ShareLink[] }>("GET", path);
      setView({ links: items, failure: null });
    } catch (error) {
      setView((before) => ({ ...before, failure: sentenceOf(error) }));
    }
  }, [path]);
  useEffect(() => {
    if (open) void read();
  }, [open, read]);

  return {
    ...view,
    read,
    /** Gives the address, which nobody tells again. */
    async make(wanted: WantedLink): Promise<string> {
      const made = await callApi<ShareLink & { path: string }>("POST", path, wanted);
      void read();
      return new URL(made.path, location.href).href;
    },
    async revoke(id: string): Promise<void> {
      await callApi("DELETE", `${path}/${id}`);
      setView((before) => ({ ...before, links: before.links?.filter((each) => each.id !== id) ?? null }));
    },
  };
}
