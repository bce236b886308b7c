export type Direction = "ascending" | "descending";

/**
 * The places of the rows in the order of a column: numbers by their size where nothing else stands in it, else words as
 * a dictionary has them. Empty cells stand last either way; equal ones stay in their order.
 */
export function sortedPlaces(rows: readonly (readonly string[])[], column: number, direction: Direction): number[] {
  const cells = rows.map((row) => (row[column] ?? "").trim());
  const numbers = cells.map(numberIn);
  const isNumeric = cells.every((text, place) => text === "" || numbers[place] !== null);
  const sign = direction === "ascending" ? 1 : -1;
  const compare = (a: number, b: number): number => {
    const [left, right] = [cells[a] as string, cells[b] as string];
    if (left === "" || right === "") return Number(left === "") - Number(right === "");
    if (isNumeric) return sign * ((numbers[a] as number) - (numbers[b] as number));
    return sign * left.localeCompare(right, "en", { numeric: true, sensitivity: "base" });
  };
  return rows.map((_, place) => place).sort(compare);
}

/** `1,234.5`, `-3 %`, `$12`, `1 234`, `4e3`: what people write for a number. Null for anything else. */
export function numberIn(text: string): number | null {
  const plain = text
    .trim()
    .replace(/^([+\-−]?)\s*[$€£¥]\s*/u, "$1")
    .replace(/\s*[%$€£¥]$/u, "")
    .replace("−", "-")
    .replace(/(?<=\d)[\s'’_](?=\d{3}(?!\d))/gu, "");
  const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(grouped) ? Number(grouped) : null;
}
