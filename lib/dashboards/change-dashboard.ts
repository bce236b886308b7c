import { AppError } from "../core/errors.ts";
import { sentenceOf } from "../surfaces/check.ts";
import { checkTile } from "./check-tile.ts";
import { type Dashboard, mostTiles, type NewTile, type Place, type Tile } from "./dashboard.ts";
import { arranged, freePlace } from "./layout.ts";

export type DashboardChange = Partial<Pick<Dashboard, "name" | "shared" | "tiles">>;

const small = new Set(["metric", "progress", "callout"]);

/** Enough for a chart with its legend; figures alone need less. */
function usualSize(tile: NewTile): Pick<Place, "w" | "h"> {
  if (tile.kind === "pin") return { w: 6, h: 8 };
  const isSmall = tile.widgets.length <= 2 && tile.widgets.every(({ type }) => small.has(type));
  return { w: 4, h: isSmall ? 4 : 7 };
}

/** With one more tile, where there is room. A surface that is pinned already stays where it is. */
export function withTile(tiles: readonly Tile[], added: NewTile, id: string): Tile[] {
  if (added.kind === "pin" && tiles.some((tile) => isPinOf(tile, added))) return [...tiles];
  return [...tiles, { ...added, id, place: freePlace(tiles, usualSize(added)) }];
}

export function isPinOf(tile: Tile, { sessionId, surfaceId }: { sessionId: string; surfaceId: string }): boolean {
  return tile.kind === "pin" && tile.sessionId === sessionId && tile.surfaceId === surfaceId;
}

/** Tiles as they may be kept: few enough, each once, none over another, and each fit to be drawn. Throws `invalid`. */
export function checkedTiles(tiles: readonly Tile[]): Tile[] {
  if (tiles.length > mostTiles)
    throw new AppError("invalid", `A board has at most ${mostTiles} tiles. Remove one, or make another board.`);
  const ids = new Set(tiles.map(({ id }) => id));
  if (ids.size < tiles.length) throw new AppError("invalid", "Two tiles have the same id.");
  for (const tile of tiles) {
    if (tile.kind !== "widget") continue;
    const checked = checkTile(tile.title, tile.widgets);
    if (!checked.ok) {
      const fields = checked.problems.slice(0, 20);
      throw new AppError("invalid", `“${tile.title}” does not fit. ${sentenceOf(fields)}.`, { fields });
    }
  }
  return arranged(tiles);
}
