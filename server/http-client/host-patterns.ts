import { domainToASCII } from "node:url";

/** Whether a URL's host and port are on a list: `example.com`, `*.example.com` (what is below it), `host:port`, `[::1]:80` or `*`. */
export function matchesHost(patterns: readonly string[], url: URL): boolean {
  return patterns.some((pattern) => matches(pattern.trim().toLowerCase(), url));
}

function matches(pattern: string, url: URL): boolean {
  if (pattern === "*") return true;
  const [, name = "", port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(pattern) ?? [];
  if (name === "") return false;
  if (port !== undefined && port !== portOf(url)) return false;
  const host = withoutDot(url.hostname.toLowerCase());
  if (name === "*") return true;
  if (name.startsWith("*.")) return host.endsWith(`.${ascii(name.slice(2))}`);
  return host === ascii(name);
}

export function portOf(url: URL): string {
  return url.port || (url.protocol === "https:" ? "443" : "80");
}

function ascii(name: string): string {
  return name.startsWith("[") ? name : withoutDot(domainToASCII(name) || name);
}

function withoutDot(name: string): string {
  return name.endsWith(".") ? name.slice(0, -1) : name;
}
