/** Goes through what was said before, from an empty field on. */
export class Recall {
  /** -1: nothing is recalled. */
  private place = -1;

  /** What stands in the field after a step back (1) or on (-1); null where the key means something else. */
  step(by: 1 | -1, text: string, said: readonly string[]): string | null {
    if (text !== "" && text !== said[this.place]) return null;
    const next = this.place + by;
    if (next < -1) return null;
    if (next >= said.length) return text;
    this.place = next;
    return said[next] ?? "";
  }

  end(): void {
    this.place = -1;
  }
}

/** Whether the arrow would leave the text: only then it is about what was said before. */
export function leavesText(by: 1 | -1, text: string, caret: number): boolean {
  return !(by === 1 ? text.slice(0, caret) : text.slice(caret)).includes("\n");
}
