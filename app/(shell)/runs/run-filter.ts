import { z } from "zod";
import { cursor, words } from "../../../server/http/query.ts";
import { runStatuses } from "../../../server/http/schemas/run.ts";

/** What the address of the list asks for. What makes no sense asks for nothing. */
export const runFilter = z.object({
  status: z.enum(runStatuses).optional().catch(undefined),
  agent: words.optional().catch(undefined),
  cursor: cursor.optional().catch(undefined),
});

export type RunFilter = z.output<typeof runFilter>;

export function runsAddress(filter: RunFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  return query.size === 0 ? "/runs" : `/runs?${query}`;
}
