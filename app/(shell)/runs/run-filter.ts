import { z } from "zod";
import { cursor } from "../../../server/http/query.ts";
import { type RunFilter as Asked, runFilterShape } from "../../../server/http/schemas/run-filter.ts";

/** The part of the filter that the form keeps out of sight until it is asked for. */
const rare = ["workflow", "model", "tool", "error", "minCost", "maxCost", "since", "until"] as const;

type Lenient = Record<string, string | string[] | undefined>;

/** What the address of the list asks for, the same as over REST. What makes no sense asks for nothing. */
export function readRunFilter(asked: Lenient): Asked {
  const read = ([name, schema]: [string, z.ZodType]) => {
    const { success, data } = z.safeParse(schema, asked[name]);
    return success && data !== undefined ? [[name, data]] : [];
  };
  const shape = { ...runFilterShape, cursor: cursor.optional() };
  return Object.fromEntries(Object.entries(shape).flatMap(read)) as Asked;
}

export type RunFilter = Asked;

export function hasRare(filter: RunFilter): boolean {
  return rare.some((name) => filter[name] !== undefined);
}

/** Whether it asks for anything but a page. */
export function asksForSome({ cursor: _cursor, ...filter }: RunFilter): boolean {
  return Object.keys(filter).length > 0;
}

/** What stands behind the `?`. */
export function runsQuery(filter: RunFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
  return query.toString();
}

export function runsAddress(filter: RunFilter): string {
  const query = runsQuery(filter);
  return query === "" ? "/runs" : `/runs?${query}`;
}
