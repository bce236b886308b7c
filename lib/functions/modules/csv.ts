/** Tables as text, by RFC 4180. */

export interface CsvOptions {
  /** Between two fields; found out when it is not said. */
  separator?: string;
}

/** Rows of fields. A field in quotes may hold separators, line breaks and doubled quotes. */
export function parseRows(text: string, { separator = guess(text) }: CsvOptions = {}): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  for (let at = 0; at < source.length; at++) {
    const character = source[at] as string;
    if (quoted) {
      if (character !== '"') field += character;
      else if (source[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = false;
    } else if (character === '"' && field === "") quoted = true;
    else if (character === separator) {
      row.push(field);
      field = "";
    } else if (character === "\n" || character === "\r") {
      if (character === "\r" && source[at + 1] === "\n") at++;
      rows.push([...row, field]);
      row = [];
      field = "";
    } else field += character;
  }
  if (field !== "" || row.length > 0) rows.push([...row, field]);
  return rows.filter((each) => each.length > 1 || each[0] !== "");
}

/** The first row names the fields of the others. */
export function parse(text: string, options?: CsvOptions): Record<string, string>[] {
  const [names = [], ...rows] = parseRows(text, options);
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name.trim(), row[index] ?? ""])));
}

/** Objects as a table; the columns are the fields of all of them, in the order in which they first occur. */
export function format(
  records: readonly Readonly<Record<string, unknown>>[],
  { separator = "," }: CsvOptions = {},
): string {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const line = (cells: readonly unknown[]) => cells.map((cell) => quote(cell, separator)).join(separator);
  return [line(names), ...records.map((record) => line(names.map((name) => record[name])))].join("\r\n");
}

function quote(value: unknown, separator: string): string {
  const text =
    value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  const isPlain = !text.includes(separator) && !/["\r\n]/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

function guess(text: string): string {
  const first = text.slice(0, 10_000).split(/\r|\n/, 1)[0] ?? "";
  const counts = [",", ";", "\t", "|"].map((separator) => ({ separator, count: first.split(separator).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).separator;
}
