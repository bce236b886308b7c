"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { DashboardChange } from "../../lib/dashboards/change-dashboard.ts";
import type { Dashboard, NewTile } from "../../lib/dashboards/dashboard.ts";
import { callApi } from "../live/call-api.ts";
import { toast } from "../ui/toast.ts";
import { strings } from "./strings.ts";

const lookEveryMs = 10_000;

/** A board as it is shown: changes are seen at once and kept one after the other; what others change comes in. */
export function useBoard(first: Dashboard) {
  const path = `/dashboards/${first.id}` as const;
  const [board, setBoard] = useState(first);
  const kept = useRef(first);
  const wanted = useRef<DashboardChange | null>(null);
  const keeping = useRef(false);

  const take = useCallback((now: Dashboard) => {
    kept.current = now;
    setBoard(now);
  }, []);

  const refresh = useCallback(async () => {
    const now = await callApi<Dashboard>("GET", path);
    if (!keeping.current && now.revision !== kept.current.revision) take(now);
    return now;
  }, [path, take]);

  const keep = useCallback(async () => {
    if (keeping.current) return;
    keeping.current = true;
    try {
      while (wanted.current) {
        const { revision } = kept.current;
        const sent = wanted.current;
        wanted.current = null;
        kept.current = await callApi<Dashboard>("PATCH", path, { ...sent, revision });
      }
      setBoard(kept.current);
    } catch (error) {
      wanted.current = null;
      toast({
        title: strings.notKept,
        description: error instanceof Error ? error.message : "",
        tone: "destructive",
      });
      take(await callApi<Dashboard>("GET", path).catch(() => kept.current));
    } finally {
      keeping.current = false;
    }
  }, [path, take]);

  const change = useCallback(
    (changes: DashboardChange) => {
      wanted.current = { ...wanted.current, ...changes };
      setBoard((now) => ({ ...now, ...changes }));
      void keep();
    },
    [keep],
  );

  const add = useCallback(
    async (tile: NewTile) => take(await callApi<Dashboard>("POST", `${path}/tiles`, tile)),
    [path, take],
  );

  useEffect(() => {
    const look = () => void (document.visibilityState === "visible" && refresh().catch(() => {}));
    const timer = setInterval(look, lookEveryMs);
    window.addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", look);
    };
  }, [refresh]);

  return { board, change, add, refresh };
}
