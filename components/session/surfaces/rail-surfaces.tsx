"use client";

import type { ShownSurface } from "../../../lib/core/surface.ts";
import { useFolded } from "../../live/use-session.ts";
import { RailSection } from "../rail/rail-section.tsx";
import { strings } from "../strings.ts";
import { SessionSurface } from "./session-surfaces.tsx";

/** What was shown for the whole session, and what no call of the conversation stands for. */
export function RailSurfaces() {
  const surfaces = useFolded(
    (state) => state.surfaces.filter(({ scope, callId }) => scope === "session" || callId === undefined),
    sameList,
  );
  if (surfaces.length === 0) return null;
  return (
    <RailSection title={strings.surfaces}>
      {surfaces.map((surface) => (
        <SessionSurface key={surface.id} surface={surface} />
      ))}
    </RailSection>
  );
}

function sameList(a: readonly ShownSurface[], b: readonly ShownSurface[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
