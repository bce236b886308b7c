"use client";

import { useEffect, useId, useMemo, useState } from "react";
import type { Recorded } from "../../lib/core/events.ts";
import { momentAt, momentsOf } from "../../lib/surfaces/history.ts";
import { callApi } from "../live/call-api.ts";
import { Button } from "../ui/button.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { strings } from "./strings.ts";
import { SurfaceBody } from "./surface-body.tsx";

/** Goes through what a surface looked like, from the log: each moment exactly as it was. */
export function SurfaceHistory({ sessionId, surfaceId }: { sessionId: string; surfaceId: string }) {
  const id = useId();
  const [events, setEvents] = useState<readonly Recorded[] | "failed" | null>(null);
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    let gone = false;
    allEvents(sessionId).then(
      (all) => gone || setEvents(all),
      () => gone || setEvents("failed"),
    );
    return () => {
      gone = true;
    };
  }, [sessionId]);
  const moments = useMemo(() => (Array.isArray(events) ? momentsOf(events, surfaceId) : []), [events, surfaceId]);
  const index = Math.min(at ?? moments.length - 1, moments.length - 1);
  const moment = useMemo(
    () => (Array.isArray(events) && index >= 0 ? momentAt(events, surfaceId, moments[index] as number) : null),
    [events, surfaceId, moments, index],
  );
  if (events === "failed") return <p role="alert">{strings.historyFailed}</p>;
  if (!moment)
    return (
      <p className="flex items-center gap-2">
        <Spinner />
        {strings.historyLoading}
      </p>
    );
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <Button variant="outline" size="small" disabled={index === 0} onClick={() => setAt(index - 1)}>
          {strings.previous}
        </Button>
        <label htmlFor={id} className="sr-only">
          {strings.historyStep}
        </label>
        <input
          id={id}
          type="range"
          min={1}
          max={moments.length}
          value={index + 1}
          aria-valuetext={strings.historyOf(index + 1, moments.length)}
          onChange={(event) => setAt(Number(event.target.value) - 1)}
          className="min-w-24 flex-1 accent-primary"
        />
        <Button variant="outline" size="small" disabled={index >= moments.length - 1} onClick={() => setAt(index + 1)}>
          {strings.next}
        </Button>
        <span className="text-muted-foreground text-xs tabular-nums">
          {strings.historyOf(index + 1, moments.length)}
        </span>
      </div>
      <SurfaceBody surface={moment.surface} state={moment.state} act={null} />
    </>
  );
}

async function allEvents(sessionId: string): Promise<Recorded[]> {
  const all: Recorded[] = [];
  for (;;) {
    const after = all.at(-1)?.seq ?? 0;
    const page = await callApi<{ items: Recorded[] }>("GET", `/sessions/${sessionId}/events?after=${after}&limit=500`);
    all.push(...page.items);
    if (page.items.length < 500) return all;
  }
}
