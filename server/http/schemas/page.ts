import { z } from "zod";
import type { Schema } from "../../../lib/input/check-input.ts";

/** How every list is answered. */
export function pageOf<S extends Schema>(item: S) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("For `?cursor=`; null on the last page."),
  });
}
