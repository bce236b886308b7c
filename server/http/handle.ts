import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "../../lib/core/errors.ts";
import { checkInput } from "../../lib/input/check-input.ts";
import { type Answer, noContent, type Whole } from "./answer.ts";
import { checkHealth } from "./check-health.ts";
import { corsHeaders, preflightHeaders } from "./cors.ts";
import { setCurrentDescription } from "./current-description.ts";
import { setCurrentHealth } from "./current-health.ts";
import { setCurrentReach } from "./current-reach.ts";
import { createOnce, type KeyUse, keyOf, type RequestKey } from "./idempotency.ts";
import { OpenStreams } from "./open-streams.ts";
import { describeApi } from "./openapi.ts";
import { checkOrigin, isLoopback } from "./origin.ts";
import { principalOf } from "./principal.ts";
import { problem, problemOf } from "./problem.ts";
import { parseQuery } from "./query.ts";
import { readBody } from "./read-body.ts";
import type { ApiOptions, Call, Method, Route, Server } from "./route.ts";
import { createRouter, type Match } from "./router.ts";
import { allRoutes } from "./routes/all-routes.ts";
import { send } from "./send.ts";

/**
 * Serves the API before the pages: true when the path is ours and will be answered, false when it is somebody else's.
 * Never throws.
 */
export function createApi(options: ApiOptions): (request: IncomingMessage, response: ServerResponse) => boolean {
  const server: Server = { ...options, streams: new OpenStreams() };
  const find = createRouter(allRoutes);
  const once = createOnce();
  setCurrentDescription(() => describeApi(allRoutes, server.version));
  setCurrentHealth(() => checkHealth(server));
  setCurrentReach(isLoopback(server.env.host) ? "this machine" : "the network");

  const report = (error: unknown): string => {
    const id = `err_${randomBytes(6).toString("hex")}`;
    server.logger.error({ err: error, id }, `A request failed unexpectedly (${id}).`);
    return id;
  };

  return (request, response) => {
    const [path = "", search = ""] = splitOnce(request.url ?? "", "?");
    if (!isOurs(path)) return false;
    const headers = corsHeaders(request.headers, server.env.corsOrigins);
    const head = request.method === "HEAD";
    response.on("error", () => {});
    answer(request, path, search)
      .catch((error: unknown) => problemOf(error, report))
      .then((made) =>
        "stream" in made && !head ? made.stream(response, headers) : send(response, wholeOf(made), headers, head),
      )
      .catch((error: unknown) => {
        report(error);
        response.destroy();
      });
    return true;
  };

  async function answer(request: IncomingMessage, path: string, search: string): Promise<Answer> {
    const allowed = checkOrigin(request.headers, server.env);
    if (!allowed.ok) return problem(allowed.code, allowed.message);
    const match = find(path);
    if (!match)
      return problem(
        "not_found",
        `There is nothing at ${path.slice(0, 200)}. GET /api/openapi.json describes what there is.`,
      );
    const methods = methodsOf(match);
    if (request.method === "OPTIONS")
      return noContent({ allow: methods.join(", "), ...preflightHeaders(request.headers, methods) });
    const found = match.routes.get((request.method === "HEAD" ? "GET" : request.method) as Method);
    if (!found) return notWithThisMethod(request.method, methods);
    return serve(found, match, request, path, search);
  }

  async function serve(
    route: Route,
    match: Match,
    request: IncomingMessage,
    path: string,
    search: string,
  ): Promise<Answer> {
    const params = paramsOf(route, match.params);
    const query = parseQuery(route.query, search);
    const sent = route.body ? await readBody(request, server.env.maxBodyBytes) : {};
    const body = route.body ? checkInput(route.formOf?.(sent) ?? route.body, sent, "The body") : sent;
    const key =
      route.method === "POST"
        ? keyOf(request.headers["idempotency-key"], [route.method, path, query, route.bytes ? sizeOf(request) : sent])
        : null;
    const principal = principalOf(request);

    const call: Call = {
      params,
      query,
      body,
      principal,
      server,
      request,
      key,
      get runtime() {
        const runtime = server.runtime();
        if (!runtime)
          throw new AppError("unavailable", "The server is starting. Try again in a moment.", { retryAfterMs: 1_000 });
        return runtime;
      },
      once: async (work) => (key === null ? work() : (await once(purpose(key), work, () => 200)).value),
    };
    const purpose = (given: RequestKey): KeyUse => ({
      keys: call.runtime.ports.idempotency,
      ownerId: principal.userId,
      key: given,
      onTrouble: call.runtime.metrics.observer.trouble,
    });

    if (key === null || route.streams) return route.handle(call as never);
    const whole = async () => wholeOf(await route.handle(call as never));
    const { value, replayed } = await once(
      purpose(key),
      () => whole().catch((error: unknown) => problemOf(error, report)),
      worthKeeping,
    );
    return replayed ? { ...value, headers: { ...value.headers, "idempotent-replay": "true" } } : value;
  }
}

/** What is known of bytes before they are read. */
function sizeOf({ headers }: IncomingMessage): unknown {
  return { size: headers["content-length"] ?? null };
}

function isOurs(path: string): boolean {
  return path === "/api" || path.startsWith("/api/") || path === "/health" || path === "/ready" || path === "/metrics";
}

function methodsOf({ routes }: Match): string[] {
  return [...routes.keys(), ...(routes.has("GET") ? ["HEAD"] : []), "OPTIONS"];
}

function notWithThisMethod(method: string | undefined, methods: readonly string[]): Whole {
  const refusal = problem("method_not_allowed", `${method} does not work here; ${methods.join(", ")} do.`);
  return { ...refusal, headers: { allow: methods.join(", ") } };
}

function paramsOf(route: Route, given: Record<string, string>): unknown {
  if (!route.params) return given;
  try {
    return checkInput(route.params, given, "The path");
  } catch {
    throw new AppError(
      "not_found",
      `There is nothing of that name (${Object.values(given).join(", ").slice(0, 200)}).`,
    );
  }
}

/** A failure that may be over the next time is not kept. */
function worthKeeping({ status }: Whole): number | null {
  return status >= 500 || status === 429 ? null : status;
}

/** A stream as HEAD answers it. */
function wholeOf(answer: Answer): Whole {
  return "stream" in answer ? { status: 200, headers: {}, mediaType: null, text: "" } : answer;
}

function splitOnce(source: string, separator: string): [string, string] {
  const at = source.indexOf(separator);
  return at < 0 ? [source, ""] : [source.slice(0, at), source.slice(at + separator.length)];
}
