import * as z from "zod/mini";
import { id } from "../core/fields.ts";

/** A person's own board: tiles in a grid. A tile is a surface of some session, or widgets that show live figures. */

export const gridColumns = 12;
export const leastWidth = 2;
export const leastHeight = 2;
export const mostHeight = 24;
export const mostTiles = 40;
export const mostDashboards = 50;

export const place = z.strictObject({
  x: z.int().check(z.minimum(0), z.maximum(gridColumns - leastWidth)),
  y: z.int().check(z.minimum(0), z.maximum(10_000)),
  w: z.int().check(z.minimum(leastWidth), z.maximum(gridColumns)),
  h: z.int().check(z.minimum(leastHeight), z.maximum(mostHeight)),
});
export type Place = z.infer<typeof place>;

export const dashboardName = z.string().check(z.trim(), z.minLength(1, "must not be empty"), z.maxLength(80));
export const tileTitle = z.string().check(z.trim(), z.minLength(1, "must not be empty"), z.maxLength(200));
/** Flat, as an agent or a person writes them; what they may be is the catalogue's and the live figures' to say. */
export const tileWidgets = z
  .array(z.looseObject({ type: z.string().check(z.maxLength(40)) }))
  .check(z.minLength(1), z.maxLength(20));

const pinned = {
  kind: z.literal("pin"),
  sessionId: id,
  surfaceId: id,
  /** Instead of the surface's own title. */
  title: z.optional(tileTitle),
};
const written = {
  kind: z.literal("widget"),
  title: tileTitle,
  widgets: tileWidgets,
  /** Where an agent made it. */
  sessionId: z.optional(id),
};

export const newTile = z.discriminatedUnion("kind", [z.strictObject(pinned), z.strictObject(written)]);
export type NewTile = z.infer<typeof newTile>;

export const tile = z.discriminatedUnion("kind", [
  z.strictObject({ id, place, ...pinned }),
  z.strictObject({ id, place, ...written }),
]);
export type Tile = z.infer<typeof tile>;

export interface Dashboard {
  id: string;
  ownerId: string;
  /** Whoever asks is its owner. */
  mine: boolean;
  name: string;
  /** Everybody here may look at it; only its owner changes it. */
  shared: boolean;
  tiles: Tile[];
  /** Grows with every change. */
  revision: number;
  createdAt: string;
  changedAt: string;
}

export type DashboardInfo = Pick<Dashboard, "id" | "ownerId" | "mine" | "name" | "shared" | "changedAt"> & {
  tiles: number;
};
