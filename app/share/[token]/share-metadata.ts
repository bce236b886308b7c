import type { Metadata } from "next";

/** The address is the key to it: no search engine keeps it, and no page that is gone to from here hears of it. */
export function shareMetadata(title: string): Metadata {
  return { title, robots: { index: false, follow: false, noarchive: true }, referrer: "no-referrer" };
}
