import { AppError } from "../../lib/core/errors.ts";
import type { McpTransport } from "../../lib/mcp/mcp-server.ts";
import type { Secrets } from "../ports/secrets.ts";

type Values = Record<string, string | { secret: string; prefix?: string }>;

const secretByItsName = /^(authorization|cookie|proxy-authorization)$|api[-_]?key|token|secret|password/i;

/** The values that a server is given, with the secrets in them. `place` is where the secrets must be allowed to go. */
export async function revealed(
  values: Values | undefined,
  secrets: Pick<Secrets, "reveal">,
  ownerId: string,
  place: string,
): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const [name, value] of Object.entries(values ?? {})) {
    if (typeof value === "string") all[name] = value;
    else all[name] = `${value.prefix ?? usualPrefix(name)}${await secrets.reveal(ownerId, value.secret, place)}`;
  }
  return all;
}

function usualPrefix(name: string): string {
  return name.toLowerCase() === "authorization" ? "Bearer " : "";
}

/** Refuses what is plainly a secret and was written out: it would be told to whoever reads the definition. */
export function refusePlainSecrets(transport: McpTransport): void {
  const field = transport.type === "http" ? "headers" : "env";
  const values = transport.type === "http" ? transport.headers : transport.env;
  for (const [name, value] of Object.entries(values ?? {})) {
    if (typeof value !== "string" || !secretByItsName.test(name)) continue;
    const path = `transport.${field}.${name}`;
    const message = 'must be kept as a secret and given as { "secret": "its name" }';
    throw new AppError("invalid", `The body does not fit. ${path}: ${message}.`, { fields: [{ path, message }] });
  }
}
