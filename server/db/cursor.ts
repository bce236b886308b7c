import { AppError } from "../../lib/core/errors.ts";

/** Where a page ended: the value it was sorted by, and the id that settles ties. */
export type Place = readonly [sortedBy: string, id: string];

export function writeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

export function readCursor(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (isPlace(place)) return place;
  } catch {
    // Refused below, like everything that is not a place.
  }
  throw unreadableCursor();
}

export function unreadableCursor(): AppError {
  return new AppError("invalid", "This cursor cannot be read. Begin again without one.");
}

function isPlace(value: unknown): value is Place {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");
}

/** Cuts the rows, of which one more than `limit` was asked for, to a page. */
export function pageOf<T>(
  rows: T[],
  limit: number,
  place: (item: T) => Place,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeCursor(place(last)) : null };
}
