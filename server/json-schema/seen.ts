/** Which parts of a value some schema has looked at: what `unevaluatedProperties` and `unevaluatedItems` ask for. */
export class Seen {
  readonly names = new Set<string>();
  readonly items = new Set<number>();

  take(other: Seen | null): void {
    if (!other) return;
    for (const name of other.names) this.names.add(name);
    for (const index of other.items) this.items.add(index);
  }
}
