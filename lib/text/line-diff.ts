export interface Line {
  is: "same" | "added" | "removed";
  text: string;
}

/** Beyond this many comparisons the middle is shown as replaced, so that a diff never costs more than a moment. */
const mostComparisons = 1_000_000;

/** How one text became the other, line by line. */
export function lineDiff(before: string, after: string): Line[] {
  const a = before.split("\n");
  const b = after.split("\n");
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [
    ...lines("same", a.slice(0, start)),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...lines("same", a.slice(a.length - end)),
  ];
}

/** By the longest common subsequence. */
function middle(a: readonly string[], b: readonly string[]): Line[] {
  if (a.length * b.length > mostComparisons) return [...lines("removed", a), ...lines("added", b)];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const told: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      told.push({ is: "same", text: a[i++] ?? "" });
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) told.push({ is: "removed", text: a[i++] ?? "" });
    else told.push({ is: "added", text: b[j++] ?? "" });
  }
  return [...told, ...lines("removed", a.slice(i)), ...lines("added", b.slice(j))];
}

function lines(is: Line["is"], texts: readonly string[]): Line[] {
  return texts.map((text) => ({ is, text }));
}
