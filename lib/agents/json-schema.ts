import * as z from "zod/mini";

/** A JSON Schema that somebody wrote: not compiled, and of a size that can be checked in a moment. */
export const jsonSchema = z
  .record(z.string(), z.unknown())
  .check(z.refine(isModest, "must be at most 64 KiB of JSON and 32 levels deep"));

function isModest(schema: unknown): boolean {
  return isShallow(schema, 32) && JSON.stringify(schema).length <= 64 * 1024;
}

export function isShallow(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== "object") return true;
  return levels > 0 && Object.values(value).every((each) => isShallow(each, levels - 1));
}
