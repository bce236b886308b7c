/** The last so many values of one kind, for percentiles; asking sorts a copy, adding costs nothing. */
export class Window {
  private readonly values: number[] = [];
  private next = 0;
  private readonly size: number;

  constructor(size = 1_000) {
    this.size = size;
  }

  add(value: number): void {
    this.values[this.next] = value;
    this.next = (this.next + 1) % this.size;
  }

  percentile(share: number): number | null {
    if (this.values.length === 0) return null;
    const sorted = [...this.values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
  }
}
