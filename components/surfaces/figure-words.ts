import type { Scalar } from "../../lib/surfaces/fields.ts";
import type { ColumnKind } from "../../lib/surfaces/table-of.ts";

const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });
const signed = new Intl.NumberFormat("en", { maximumFractionDigits: 4, signDisplay: "exceptZero" });
const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** A value as people read it, the same on every machine. */
export function figureWords(value: Scalar | undefined, withSign = false): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number") return (withSign ? signed : plain).format(value);
  return String(value);
}

export function cellWords(value: Scalar, kind: ColumnKind): string {
  if (typeof value !== "number") return value === null ? "" : String(value);
  if (kind === "money") return money.format(value);
  if (kind === "percent") return percent.format(value);
  return plain.format(value);
}

/** For the axis of a chart. */
export function shortNumber(value: number): string {
  return short.format(value);
}
