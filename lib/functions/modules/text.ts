/** Words and lines. */

/** Words as a reader counts them: letters and digits of any language, with apostrophes and hyphens inside. */
export function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
}

export function lines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** Not longer than `most` characters, cut between words where that is possible. */
export function shorten(text: string, most: number, ending = "…"): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const room = Math.max(0, most - [...ending].length);
  const cut = characters.slice(0, room).join("");
  const space = cut.lastIndexOf(" ");
  return `${(space > room / 2 ? cut.slice(0, space) : cut).trimEnd()}${ending}`;
}

/** "Crème brûlée!" → "creme-brulee" */
export function slug(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** Puts values in the places of `{{name}}`; a name without a value stays as it is. */
export function fill(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : place,
  );
}

/** How often each word occurs, the most frequent first. */
export function frequencies(text: string): { word: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const word of words(text.toLowerCase())) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
}

/** How many characters have to be inserted, left out or replaced to make the one the other. */
export function distance(from: string, to: string): number {
  const [a, b] = [[...from], [...to]];
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const now = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (before[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
      now.push(Math.min(replaced, (before[column] as number) + 1, (now[column - 1] as number) + 1));
    }
    before = now;
  }
  return before[b.length] as number;
}

export function capitalize(text: string): string {
  const [first = "", ...rest] = [...text];
  return first.toUpperCase() + rest.join("");
}
