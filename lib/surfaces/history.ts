import type { Recorded } from "../core/events.ts";
import { fold } from "../core/reduce.ts";
import { findSurface, nothingYet, type SessionState } from "../core/state.ts";
import type { ShownSurface } from "../core/surface.ts";
import { hasBindings } from "./bind.ts";
import { isLive } from "./is-live.ts";

/** The moments at which a surface looked different, as seqs of the log, oldest first. */
export function momentsOf(events: readonly Recorded[], surfaceId: string): number[] {
  const shown = events.find((event) => event.type === "surface.shown" && event.surfaceId === surfaceId);
  if (shown?.type !== "surface.shown") return [];
  const bound = hasBindings(shown.surface.nodes) || isLive(shown.surface);
  return events
    .filter((event) => event.seq >= shown.seq && (concerns(event, surfaceId) || (bound && tellsAnything(event))))
    .map(({ seq }) => seq);
}

/** The surface and the session around it as they were at that moment: the log is folded up to there. */
export function momentAt(
  events: readonly Recorded[],
  surfaceId: string,
  seq: number,
): { state: SessionState; surface: ShownSurface } | null {
  const until = events.findLastIndex((event) => event.seq <= seq);
  const state = fold(events.slice(0, until + 1), nothingYet);
  const surface = findSurface(state, surfaceId);
  return surface ? { state, surface } : null;
}

function concerns(event: Recorded, surfaceId: string): boolean {
  return "surfaceId" in event && event.surfaceId === surfaceId;
}

/** What is bound to the session may change with any of these. */
function tellsAnything({ type }: Recorded): boolean {
  return ["todo.changed", "run.started", "run.finished", "turn.completed", "tool.finished", "tool.failed"].includes(
    type,
  );
}
