import type { Canary } from "./definition.ts";

/** Whether this session takes the version on trial: always the same answer for the same session, and none that began before. */
export function takesCanary({ share, since }: Canary, sessionId: string, openedAt: string): boolean {
  return openedAt >= since && placeOf(sessionId) < share;
}

/** From 0 up to 1, spread evenly over ids (FNV-1a, its bits mixed once more). */
function placeOf(sessionId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < sessionId.length; index++) {
    hash = Math.imul(hash ^ sessionId.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
