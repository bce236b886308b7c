import { nothingYet, type SessionState } from "../../../../lib/core/state.ts";
import type { ShownSurface } from "../../../../lib/core/surface.ts";
import { catalog, type WidgetType } from "../../../../lib/surfaces/catalog.ts";
import { surfaceFromWidgets } from "../../../../lib/surfaces/from-widgets.ts";

const parts = ["a", "b"].map((id, index) => ({
  id,
  type: "metric",
  label: `Part ${id}`,
  value: (index + 1) * 10,
  trend: [1, 3, 2, 5],
}));

/** The widget's example on a surface of its own, with parts where it holds some. */
export function exampleSurface(type: WidgetType): ShownSurface {
  const example = catalog[type].example as Record<string, unknown>;
  const held = JSON.stringify([example.children, example.tabs]);
  const surface = surfaceFromWidgets({
    title: type,
    widgets: [{ id: type, ...example }, ...parts.filter(({ id }) => held.includes(`"${id}"`))],
  });
  return { ...surface, id: `example-${type}`, seq: 1, changedSeq: 1, acted: {} };
}

/** A session with a plan, for what shows the session it stands in. */
export const exampleState: SessionState = {
  ...nothingYet,
  title: "An example",
  todo: [
    { id: "a", title: "Collect the numbers", status: "completed" },
    { id: "b", title: "Compare them", status: "in_progress" },
  ],
};
