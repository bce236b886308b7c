import { AppError } from "../../lib/core/errors.ts";
import { type ApiImport, apiToolName } from "../../lib/openapi/api-import.ts";
import type { ApiOperation } from "../../lib/openapi/operation.ts";
import type { GuardedClient, GuardedResponse } from "../http-client/guarded.ts";
import { checkAgainstSchema } from "../json-schema/validate.ts";
import type { Secrets } from "../ports/secrets.ts";
import type { Tool, ToolContext, ToolResult } from "../ports/tools.ts";
import { type BuiltCall, buildCall } from "./call-url.ts";

interface Dependencies {
  http: Pick<GuardedClient, "request">;
  secrets: Pick<Secrets, "reveal">;
}

const timeoutMs = 30_000;
const mostBytes = 1024 * 1024;

/** One operation of an imported API as agents are given it. */
export function apiTool(api: ApiImport, operation: ApiOperation, dependencies: Dependencies): Tool {
  const reads = operation.method === "GET" || operation.method === "HEAD";
  return {
    name: apiToolName(api.name, operation.id),
    description: operation.summary,
    parameters: operation.schema,
    source: { kind: "openapi", name: api.name, tool: operation.id },
    permissions: ["network"],
    approval: api.approval ?? (reads ? "never" : "always"),
    retry: reads ? "safe" : "never",
    timeoutMs: timeoutMs + 5_000,
    unavailable: () => null,
    check(args) {
      const problem = checkAgainstSchema(operation.schema, args);
      return problem === null
        ? { ok: true, value: args }
        : { ok: false, message: `The arguments do not fit: ${problem}` };
    },
    run: (args, context) => run(api, operation, args as Record<string, unknown>, context, dependencies),
  };
}

async function run(
  api: ApiImport,
  operation: ApiOperation,
  args: Record<string, unknown>,
  context: ToolContext,
  { http, secrets }: Dependencies,
): Promise<ToolResult> {
  const call = buildCall(api.baseUrl, operation, args);
  const shown = call.url.href;
  await authorize(call, api, secrets);
  const response = await http.request(call.url.href, {
    method: operation.method,
    headers: {
      accept: "application/json, text/*;q=0.8, */*;q=0.1",
      "idempotency-key": context.effectId,
      ...call.headers,
    },
    ...(call.body !== undefined && { body: call.body }),
    timeoutMs,
    maxBytes: mostBytes,
    cut: true,
    // A redirect to somewhere else would take the secret along.
    onlyHosts: [call.url.host],
    signal: context.signal,
  });
  const words = textOf(response);
  if (response.status >= 400)
    throw new AppError(
      "tool_failed",
      `${operation.method} ${shown} answered ${response.status}. ${words.slice(0, 2_000)}`.trim(),
    );
  return {
    content: words || `Done (status ${response.status}, nothing in the answer).`,
    details: { status: response.status, bytes: response.body.length, truncated: response.truncated },
  };
}

async function authorize(call: BuiltCall, api: ApiImport, secrets: Pick<Secrets, "reveal">): Promise<void> {
  if (!api.auth) return;
  const value = await secrets.reveal(api.ownerId, api.auth.secret, call.url.href);
  if (api.auth.type === "query") call.url.searchParams.set(api.auth.name, value);
  else if (api.auth.type === "header") call.headers[api.auth.name] = value;
  else call.headers.authorization = `Bearer ${value}`;
}

function textOf({ headers, text, body, truncated }: GuardedResponse): string {
  const type = String(headers["content-type"] ?? "text/plain").toLowerCase();
  if (!/^(text\/|application\/(?:[\w.+-]*\+)?(?:json|xml|yaml|javascript|x-www-form-urlencoded))/.test(type))
    return body.length === 0 ? "" : `[${type.split(";", 1)[0]} of ${body.length} bytes]`;
  return truncated ? `${text}\n\n[Only the first ${mostBytes / 1024} KiB were read.]` : text;
}
