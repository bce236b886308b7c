"use client";

import { useMemo } from "react";
import { DrawnSurface } from "../../../../components/session/surfaces/drawn-surface.tsx";
import type { MenuItem } from "../../../../components/ui/menu-item.ts";
import { nothingYet } from "../../../../lib/core/state.ts";
import { checkTile } from "../../../../lib/dashboards/check-tile.ts";
import type { Tile } from "../../../../lib/dashboards/dashboard.ts";
import { type LiveData, liveFigures, nobody } from "../../../../lib/dashboards/live-figures.ts";
import { withCourses } from "../../../../lib/dashboards/with-courses.ts";

interface Props {
  tile: Extract<Tile, { kind: "widget" }>;
  data: LiveData;
  more: readonly MenuItem[];
}

const broken = { scope: "message" as const, root: ["broken"] };
const noFigures = liveFigures(null, nobody, 0);

/** Widgets with the figures of this moment. */
export function LiveTile({ tile, data, more }: Props) {
  const { id, title, widgets } = tile;
  const checked = useMemo(() => checkTile(title, widgets), [title, widgets]);
  const surface = useMemo(
    () => ({
      // One from before a change of the catalogue is shown as what it is.
      ...(checked.ok
        ? withCourses(checked.surface)
        : { ...broken, nodes: { broken: { type: "json", value: widgets } } }),
      title,
      data: checked.ok ? data : noFigures,
      id,
      seq: 0,
      changedSeq: 0,
      acted: {},
    }),
    [checked, data, id, title, widgets],
  );
  return <DrawnSurface surface={surface} state={nothingYet} act={null} more={more} />;
}
