import type { IncomingHttpHeaders } from "node:http";

export interface OriginRules {
  /** The address that the server is bound to. */
  host: string;
  /** Exact origins, or `*`. */
  corsOrigins: readonly string[];
}

export type OriginCheck = { ok: true } | { ok: false; code: "forbidden" | "misdirected"; message: string };

const loopbackNames = ["localhost", "127.0.0.1", "::1"];

/**
 * May this request come in? A server bound to loopback answers to its own names alone, so that a foreign name that
 * resolves to it gets nothing; and a page of another origin may talk to it only if the operator named that origin.
 * Programs send no `Origin` and pass.
 */
export function checkOrigin(headers: IncomingHttpHeaders, { host, corsOrigins }: OriginRules): OriginCheck {
  const name = nameOf(headers.host ?? "");
  if (isLoopback(host) && !loopbackNames.includes(name) && name !== nameOf(bracketed(host))) {
    const message = `This server does not answer to the name "${name.slice(0, 100)}". Use localhost, or set HOST.`;
    return { ok: false, code: "misdirected", message };
  }
  const { origin } = headers;
  if (origin === undefined || isOwn(origin, headers.host) || isAllowed(origin, corsOrigins)) return { ok: true };
  const message = `Pages of ${origin.slice(0, 200)} may not use this server. Add the origin to CORS_ORIGINS to allow it.`;
  return { ok: false, code: "forbidden", message };
}

export function isAllowed(origin: string, corsOrigins: readonly string[]): boolean {
  return corsOrigins.includes("*") || corsOrigins.some((each) => each.toLowerCase().replace(/\/+$/, "") === origin);
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Behind a proxy that ends TLS the scheme differs, so name and port decide. */
function isOwn(origin: string, host: string | undefined): boolean {
  const [, place] = /^https?:\/\/([^/]+)$/.exec(origin) ?? [];
  return place !== undefined && place === host?.toLowerCase();
}

/** Without the port and, for IPv6, without the brackets. */
function nameOf(host: string): string {
  const [, six, name] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/.exec(host.trim().toLowerCase()) ?? [];
  return six ?? name ?? "";
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
