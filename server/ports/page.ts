/** Newest first. The cursor is opaque; an unreadable one is refused as `invalid`. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
