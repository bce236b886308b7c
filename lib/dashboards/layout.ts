import { gridColumns, leastHeight, leastWidth, mostHeight, type Place, type Tile } from "./dashboard.ts";

/** Where tiles stand: none over another, and each as far up as those before it let it. */

type Placed = Pick<Tile, "id" | "place">;

/** Sideways and downwards in cells; for a size, wider and higher. */
export interface Step {
  x?: number;
  y?: number;
}

/** The order in which they are read, and in which a narrow screen shows them. */
export function inReadingOrder<T extends Placed>(tiles: readonly T[]): T[] {
  return [...tiles].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
}

/** `first` stands before those that begin in the same row. */
export function arranged<T extends Placed>(tiles: readonly T[], first?: string): T[] {
  const rank = ({ id }: Placed) => (id === first ? 0 : 1);
  const ordered = [...tiles].sort((a, b) => a.place.y - b.place.y || rank(a) - rank(b) || a.place.x - b.place.x);
  const floor = new Array<number>(gridColumns).fill(0);
  const placed = ordered.map((tile) => {
    const { x, w, h } = tile.place;
    const y = Math.max(...floor.slice(x, x + w));
    floor.fill(y + h, x, x + w);
    return y === tile.place.y ? tile : { ...tile, place: { ...tile.place, y } };
  });
  return inReadingOrder(placed);
}

/** With this tile put there, as far as the grid has room; the others make way. */
export function withPlace<T extends Placed>(tiles: readonly T[], id: string, wanted: Place): T[] {
  const place = within(wanted);
  return arranged(
    tiles.map((tile) => (tile.id === id ? { ...tile, place } : tile)),
    id,
  );
}

/** One step by keyboard: sideways by a column; up and down past the neighbour that stands there. */
export function moved<T extends Placed>(tiles: readonly T[], id: string, { x = 0, y = 0 }: Step): T[] {
  const tile = tiles.find((each) => each.id === id);
  if (!tile) return [...tiles];
  const { place } = tile;
  if (y === 0) return withPlace(tiles, id, { ...place, x: place.x + x });
  const inTheWay = inReadingOrder(tiles).filter((each) => each.id !== id && shareColumns(each.place, place));
  const above = inTheWay.findLast((each) => each.place.y < place.y);
  const below = inTheWay.find((each) => each.place.y > place.y);
  const next = y < 0 ? above : below;
  if (!next) return [...tiles];
  return withPlace(tiles, id, { ...place, y: y < 0 ? next.place.y : next.place.y + 1 });
}

export function resized<T extends Placed>(tiles: readonly T[], id: string, { x = 0, y = 0 }: Step): T[] {
  const tile = tiles.find((each) => each.id === id);
  return tile ? withPlace(tiles, id, { ...tile.place, w: tile.place.w + x, h: tile.place.h + y }) : [...tiles];
}

/** As far up as there is room, and then as far to the left. */
export function freePlace(tiles: readonly Placed[], { w, h }: Pick<Place, "w" | "h">): Place {
  const places = Array.from({ length: gridColumns - w + 1 }, (_, x) => ({ x, y: floorAt(tiles, x, w), w, h }));
  return places.reduce((best, each) => (each.y < best.y ? each : best));
}

export function within({ x, y, w, h }: Place): Place {
  const width = clamp(w, leastWidth, gridColumns);
  return {
    x: clamp(x, 0, gridColumns - width),
    y: Math.max(0, Math.round(y)),
    w: width,
    h: clamp(h, leastHeight, mostHeight),
  };
}

function floorAt(tiles: readonly Placed[], x: number, w: number): number {
  const above = tiles.filter(({ place }) => place.x < x + w && x < place.x + place.w);
  return Math.max(0, ...above.map(({ place }) => place.y + place.h));
}

export function overlap(a: Place, b: Place): boolean {
  return shareColumns(a, b) && a.y < b.y + b.h && b.y < a.y + a.h;
}

function shareColumns(a: Place, b: Place): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}
