import { isIP } from "node:net";
import { Agent, type Dispatcher, request } from "undici";
import { AppError, isAppError } from "../../lib/core/errors.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import { guardedLookup, notPublic, type Resolve, systemResolve } from "./guarded-lookup.ts";
import { matchesHost, portOf } from "./host-patterns.ts";
import { isPublicAddress } from "./public-address.ts";

export interface GuardedRequest {
  method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** For the whole of it, redirects included. Default: 10 s. */
  timeoutMs?: number;
  /** Default: 1 MiB. */
  maxBytes?: number;
  /** Gives the beginning of a body that is too large instead of refusing it. */
  cut?: boolean;
  /** Where the request may go at all, also after a redirect (`FETCH_ALLOW_HOSTS`). Not given: to every public host. */
  onlyHosts?: readonly string[];
  /** Names of headers that no other origin may see, also after a redirect. The usual ones for keys never are. */
  privateHeaders?: readonly string[];
  signal?: AbortSignal;
}

export interface GuardedResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** Where the answer came from, after redirects. */
  url: string;
  body: Buffer;
  text: string;
  /** The body was larger than allowed and is only its beginning. */
  truncated: boolean;
}

export interface GuardedClient {
  /** Throws an `AppError` whose sentence says what was wrong. A status of 400 and more is an answer, not an error. */
  request(url: string, options?: GuardedRequest): Promise<GuardedResponse>;
  /**
   * As the web's `fetch`, for programs that bring their own protocol: the body streams and may take any time. Redirects are
   * answers and are not followed.
   */
  fetch(url: string | URL, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

const mostRedirects = 5;
const secrets = /^(authorization|cookie|proxy-authorization|x-api-key)$/i;

/** The one way out for addresses that somebody wishes: http(s) to public hosts only, checked again at each redirect. */
export function createGuardedClient(options: { allowHosts: readonly string[]; resolve?: Resolve }): GuardedClient {
  const { allowHosts, resolve = systemResolve } = options;
  const settings = { connections: 32, keepAliveTimeout: 4000, headersTimeout: 60_000, bodyTimeout: 60_000 };
  const guarded = new Agent({ ...settings, connect: { lookup: guardedLookup(resolve), timeout: 10_000 } });
  const trusted = new Agent({ ...settings, connect: { timeout: 10_000 } });

  function wayTo(url: URL, onlyHosts: readonly string[] | undefined): Dispatcher {
    if (url.protocol !== "http:" && url.protocol !== "https:") {
      throw new AppError("invalid", `Only http and https addresses can be fetched, not ${url.protocol}//….`);
    }
    if (url.username || url.password)
      throw new AppError("invalid", "An address must not hold a user name or password.");
    if (onlyHosts && !matchesHost(onlyHosts, url)) {
      throw new AppError(
        "forbidden",
        `${url.host} is not among the hosts that may be fetched: ${onlyHosts.join(", ") || "there are none"}.`,
      );
    }
    if (matchesHost(allowHosts, url)) return trusted;
    const literal = url.hostname.replace(/^\[|\]$/g, "");
    if (isIP(literal) !== 0 && !isPublicAddress(literal)) throw notPublic(`${url.hostname}:${portOf(url)}`);
    return guarded;
  }

  return {
    async request(address, given = {}) {
      const timeout = AbortSignal.timeout(given.timeoutMs ?? 10_000);
      const signal = given.signal ? AbortSignal.any([given.signal, timeout]) : timeout;
      let url = parse(address);
      let { method = "GET", headers = {}, body } = given;
      try {
        for (let redirects = 0; ; redirects++) {
          const dispatcher = wayTo(url, given.onlyHosts);
          const response = await request(url, {
            dispatcher,
            method,
            headers: { "user-agent": "troupe", ...headers },
            body,
            signal,
          });
          // A body that is given up reports that as an error, which must have a listener.
          response.body.on("error", () => undefined);
          const location = response.headers.location;
          if (![301, 302, 303, 307, 308].includes(response.statusCode) || typeof location !== "string") {
            return { ...(await take(response, given)), url: url.href };
          }
          response.body.destroy();
          if (redirects === mostRedirects)
            throw new AppError("unavailable", `${address} redirects more than ${mostRedirects} times.`);
          const next = parse(location, url);
          if (response.statusCode < 307 && method !== "HEAD" && method !== "GET") {
            method = "GET";
            body = undefined;
            headers = without(headers, /^content-/i);
          }
          if (next.origin !== url.origin) {
            const hidden = new Set(given.privateHeaders?.map((name) => name.toLowerCase()));
            headers = without(headers, secrets, hidden);
          }
          url = next;
        }
      } catch (error) {
        throw asAppError(error, url, timeout, given);
      }
    },
    fetch: (address, init) => guardedFetch(parse(String(address)), (url) => wayTo(url, undefined), init),
    async close() {
      await Promise.all([guarded.destroy(), trusted.destroy()]);
    },
  };
}

function parse(address: string, base?: URL): URL {
  if (!URL.canParse(address, base)) throw new AppError("invalid", `"${address.slice(0, 200)}" is not an address.`);
  return new URL(address, base);
}

function without(headers: Record<string, string>, names: RegExp, more = new Set<string>()): Record<string, string> {
  const stays = (name: string) => !names.test(name) && !more.has(name.toLowerCase());
  return Object.fromEntries(Object.entries(headers).filter(([name]) => stays(name)));
}

async function take(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  { maxBytes = 1024 * 1024, cut }: GuardedRequest,
) {
  const parts: Buffer[] = [];
  let size = 0;
  let truncated = false;
  for await (const part of body) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size <= maxBytes) continue;
    if (!cut) throw new AppError("too_large", `The answer is larger than ${maxBytes} bytes.`);
    truncated = true;
    break;
  }
  const whole = Buffer.concat(parts).subarray(0, maxBytes);
  return { status: statusCode, headers, body: whole, text: whole.toString("utf8"), truncated };
}

function asAppError(
  error: unknown,
  url: URL,
  timeout: AbortSignal,
  { timeoutMs = 10_000, signal }: GuardedRequest,
): AppError {
  const cause = error instanceof Error && isAppError(error.cause) ? error.cause : error;
  if (isAppError(cause)) return cause;
  if (signal?.aborted) return new AppError("unavailable", `The request to ${url.host} was stopped.`);
  if (timeout.aborted) return new AppError("timeout", `${url.host} did not answer within ${timeoutMs} ms.`);
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return new AppError("unavailable", `${url.host} could not be reached${code}.`);
}
