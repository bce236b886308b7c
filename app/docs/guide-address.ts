import { safeLink } from "../../lib/markdown/safe-link.ts";

/**
 * Where a link in a guide leads within the app: files that are guides lead to their pages, addresses of the app stay, and
 * what leads elsewhere must be a web or mail address. Null: nowhere.
 */
export function guideAddress(href: string, from: string): string | null {
  if (href.startsWith("#")) return href;
  if (/^\/(?!\/)/.test(href)) return href;
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return safeLink(href)?.href ?? null;
  const { pathname, hash } = new URL(href, `http://here${from}`);
  if (/^\/docs\/decisions\/?$/.test(pathname)) return "/docs";
  return /^\/docs\/(decisions\/)?[a-z0-9-]+\.md$/.test(pathname) ? `${pathname.slice(0, -".md".length)}${hash}` : null;
}

/** What a heading is found by: its words, with hyphens between them. */
export function headingId(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .trim()
    .replace(/\s+/g, "-");
}
