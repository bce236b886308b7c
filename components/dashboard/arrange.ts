import type { Place } from "../../lib/dashboards/dashboard.ts";
import type { Step } from "../../lib/dashboards/layout.ts";

/** What somebody does to a tile. `over`: it is not dragged any more. */
export type Arrange =
  | { do: "move"; step: Step }
  | { do: "resize"; step: Step }
  | { do: "place"; place: Place; over: boolean }
  | { do: "remove" };

export const handleId = (tileId: string): string => `handle-${tileId}`;
