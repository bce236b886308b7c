export interface SafeLink {
  href: string;
  /** Where it leads, for people to see; empty for mail addresses. */
  host: string;
}

/** Only what leads to a page or a mail program; null for everything else (scripts, data, files). */
export function safeLink(href: string): SafeLink | null {
  try {
    const url = new URL(href);
    if (url.protocol === "mailto:") return { href: url.href, host: "" };
    if (url.protocol !== "https:" && url.protocol !== "http:") return null;
    return { href: url.href, host: url.host };
  } catch {
    return null;
  }
}
