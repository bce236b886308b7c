import { AppError } from "../../lib/core/errors.ts";
import { matchesHost } from "../http-client/host-patterns.ts";

const hostPattern = /^(\*\.)?[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?(?::\d{1,5})?$/u;
const program = /^stdio:[a-z0-9-]{1,64}$/;

/**
 * Where a secret may go: `api.example.com`, `*.example.com` and `host:port` (over https), an address such as
 * `http://10.0.0.5:8080/v1` (that origin, and what is below its path), or `stdio:name` for the MCP server of that name.
 * Gives them in one form, or refuses the first that is none of these.
 */
export function readHosts(hosts: readonly string[]): string[] {
  return [...new Set(hosts.map((given, index) => readHost(given.trim(), index)))];
}

function readHost(given: string, index: number): string {
  if (program.test(given)) return given;
  if (/^https?:\/\//i.test(given) && URL.canParse(given)) {
    const url = new URL(given);
    if (!url.username && !url.password && !url.search && !url.hash) return url.href.replace(/\/+$/, "");
  }
  if (hostPattern.test(given)) return given.toLowerCase();
  const message =
    "must be a host such as api.example.com, an address such as https://api.example.com/v1, or stdio:name";
  throw new AppError("invalid", `The body does not fit. hosts.${index}: ${message}.`, {
    fields: [{ path: `hosts.${index}`, message }],
  });
}

export function mayGoTo(hosts: readonly string[], address: string): boolean {
  if (hosts.includes(address) && program.test(address)) return true;
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return hosts.some((host) => (/^https?:\/\//.test(host) ? isBelow(url, new URL(host)) : isAt(url, host)));
}

function isBelow(url: URL, base: URL): boolean {
  if (url.origin !== base.origin) return false;
  const path = base.pathname.replace(/\/+$/, "");
  return url.pathname === path || url.pathname.startsWith(`${path}/`);
}

function isAt(url: URL, host: string): boolean {
  return (url.protocol === "https:" || url.protocol === "wss:") && matchesHost([host], url) && hasPort(url, host);
}

/** A host without a port means the usual one. */
function hasPort(url: URL, host: string): boolean {
  return /:\d+$/.test(host) || url.port === "";
}
