import type { Given } from "./world.ts";

/** Until when a yes can be given to what is asked now. */
export function approvalExpiry({ at, world }: Given): { expiresAt?: string } {
  const ms = world.approvalMs ?? null;
  return ms === null ? {} : { expiresAt: new Date(Date.parse(at) + ms).toISOString() };
}
