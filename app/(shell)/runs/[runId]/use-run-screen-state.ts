"use client";

import { useCallback, useMemo, useState } from "react";
import type { RunScreenState } from "../../../../components/session/runs/run-screen-context.ts";
import { useWrittenAddress } from "../../../../components/session/runs/use-written-address.ts";
import type { Recorded } from "../../../../lib/core/events.ts";
import { findRun } from "../../../../lib/core/state.ts";
import { eventsOf } from "../../../../lib/runs/events-of.ts";
import { glanceOf, notYet, type RunGlance } from "../../../../lib/runs/glance.ts";
import { placeOf } from "../../../../lib/runs/playing.ts";
import type { Step, Trace } from "../../../../lib/runs/step.ts";
import { traceOf } from "../../../../lib/runs/trace.ts";
import { stepOfEvent } from "../../../../lib/runs/tree.ts";
import type { ReadRun } from "./read-run.ts";
import { type Asked, runAddress, type ViewName } from "./run-address.ts";
import { type Followed, useFollowedRun } from "./use-followed-run.ts";
import { useSeconds } from "./use-seconds.ts";

export interface RunScreenControls {
  state: RunScreenState;
  followed: Followed;
  view: ViewName;
  setView: (view: ViewName) => void;
  /** The numbers of all events of the run, whatever moment is shown. */
  seqs: readonly number[];
  /** Null shows what is, as it goes on. */
  goTo: (seq: number | null) => void;
}

export function useRunScreenState(read: ReadRun, asked: Asked): RunScreenControls {
  const { sessionId, run, first, agents, picture } = read;
  const followed = useFollowedRun(sessionId, read.head);
  const moments = followed.run?.moments ?? null;
  const [view, setView] = useState(asked.view);
  const [at, goTo] = useState(asked.at);
  const [selection, setSelection] = useState({ seq: asked.seq, step: asked.step });
  const { head } = followed;
  const until = at === null ? head : Math.min(at, head);

  const all = useMemo(() => (moments ? eventsOf(moments.until(head), run.id) : []), [moments, head, run.id]);
  const seqs = useMemo(() => all.map(({ seq }) => seq), [all]);
  const events = useMemo(() => all.slice(0, placeOf(seqs, until) + 1), [all, seqs, until]);
  const told = useMemo(() => {
    if (!moments) return first;
    return traceOf(events, run.id) ?? { ...first, steps: [], passings: [] };
  }, [moments, events, run.id, first]);
  const isOver = useMemo(
    () =>
      moments ? all.some((event) => event.type === "run.finished" && event.runId === run.id) : run.finished !== null,
    [moments, all, run],
  );
  // What is under way goes on between the events.
  const now = useSeconds(moments !== null && at === null && !isOver);
  const trace = useMemo(() => (now > told.to ? { ...told, to: now } : told), [told, now]);
  const glance = useMemo(() => {
    if (!moments) return withAll(run, trace);
    const then = findRun(moments.at(until), run.id);
    return then ? withAll(glanceOf(then), trace) : notYet(run);
  }, [moments, until, run, trace]);
  const chosen = useMemo(() => {
    const event = events.findLast(({ seq }) => seq === selection.seq);
    const named = trace.steps.find(({ id }) => id === selection.step);
    return { seq: selection.seq, step: named ?? (event ? stepOfEvent(trace, event) : null) };
  }, [events, trace, selection]);

  useWrittenAddress(runAddress(run.id, { view, at, ...selection }));

  const chooseStep = useCallback((step: Step) => setSelection({ seq: step.seq, step: step.id }), []);
  const chooseEvent = useCallback(({ seq }: Recorded) => setSelection({ seq, step: null }), []);
  const state = useMemo<RunScreenState>(
    () => ({
      sessionId,
      run: glance,
      isOver,
      trace,
      moments,
      events,
      until,
      end: Math.max(trace.to, Date.parse(all.at(-1)?.at ?? "") || 0),
      isLive: at === null,
      chosen,
      agents,
      picture,
      chooseStep,
      chooseEvent,
    }),
    [
      sessionId,
      glance,
      isOver,
      trace,
      moments,
      events,
      all,
      until,
      at,
      chosen,
      agents,
      picture,
      chooseStep,
      chooseEvent,
    ],
  );
  return { state, followed, view, setView, seqs, goTo };
}

/** A workflow asks no model itself: what it took is what those took whom it set to work. */
function withAll(run: RunGlance, { steps }: Trace): RunGlance {
  const total = steps[0]?.total;
  if (!run.conducts || !total) return run;
  const turns = steps.filter(({ kind }) => kind === "turn").length;
  return { ...run, turns, usage: total.usage, cost: total.cost };
}
