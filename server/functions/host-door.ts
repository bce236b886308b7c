import { z } from "zod";
import { AppError } from "../../lib/core/errors.ts";
import { mostSavedBytes, mostSavedNames, savedName } from "../../lib/core/saved-data.ts";
import type { StoredFunction } from "../../lib/functions/function.ts";
import type { SandboxCall } from "../../lib/functions/sandbox-call.ts";
import type { GuardedClient } from "../http-client/guarded.ts";
import { matchesHost } from "../http-client/host-patterns.ts";
import type { UserData } from "../ports/people.ts";
import type { Secrets } from "../ports/secrets.ts";

export interface HostDependencies {
  http: Pick<GuardedClient, "request">;
  userData: UserData;
  secrets: Pick<Secrets, "reveal" | "redact">;
}

interface Asking {
  ownerId: string;
  grants: StoredFunction["grants"];
  /** Runs another function for the same person. */
  call(name: string, input: unknown, signal: AbortSignal): Promise<unknown>;
}

const mostAnswerBytes = 1024 * 1024;
const mostTimeoutMs = 30_000;

const secretHeader = z.strictObject({ secret: z.string().min(1).max(100), prefix: z.string().max(200).default("") });
const fetchRequest = z.strictObject({
  url: z.string().max(8_000),
  options: z.strictObject({
    method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]).default("GET"),
    headers: z.record(z.string().max(200), z.union([z.string().max(16_000), secretHeader])).default({}),
    body: z.string().optional(),
    json: z.unknown().optional(),
    timeoutMs: z.number().positive().max(mostTimeoutMs).default(10_000),
  }),
});
const named = z.strictObject({ name: z.string() });
const namedValue = z.strictObject({ name: z.string(), value: z.unknown() });
const functionCall = z.strictObject({ name: z.string().max(64), input: z.unknown() });

/** What a function may ask for, decided by its grants on the authority of the person for whom it runs. */
export function hostDoor({ http, userData, secrets }: HostDependencies, asking: Asking): SandboxCall["host"] {
  const { ownerId, grants } = asking;

  async function fetchFor(value: unknown, signal: AbortSignal) {
    const { url, options } = checked(fetchRequest, value, "host.fetch");
    if (!URL.canParse(url)) throw new AppError("invalid", `"${url.slice(0, 200)}" is not an address.`);
    if (!matchesHost(grants.hosts, new URL(url)))
      throw new AppError(
        "forbidden",
        `The function may not fetch from ${new URL(url).host}. Grant it that host first.`,
      );
    const revealed: string[] = [];
    const headers: Record<string, string> = {};
    const secretHeaders: string[] = [];
    for (const [name, given] of Object.entries(options.headers)) {
      if (typeof given === "string") {
        headers[name] = given;
        continue;
      }
      if (!grants.secrets.includes(given.secret))
        throw new AppError("forbidden", `The function may not use the secret "${given.secret}". Grant it first.`);
      const secret = await secrets.reveal(ownerId, given.secret, url);
      revealed.push(secret);
      secretHeaders.push(name);
      headers[name] = `${given.prefix}${secret}`;
    }
    if (options.json !== undefined && !hasHeader(headers, "content-type")) headers["content-type"] = "application/json";
    const response = await http.request(url, {
      method: options.method,
      headers,
      body: options.json === undefined ? options.body : JSON.stringify(options.json),
      timeoutMs: options.timeoutMs,
      maxBytes: mostAnswerBytes,
      onlyHosts: grants.hosts,
      privateHeaders: secretHeaders,
      signal,
    });
    // Some services repeat what they were sent.
    const clean = (text: string) => {
      const without = revealed.reduce((all, secret) => (secret === "" ? all : all.replaceAll(secret, "•••")), text);
      return secrets.redact(ownerId, without);
    };
    const told = Object.entries(response.headers).flatMap(([name, each]) =>
      each === undefined ? [] : [[name, clean(Array.isArray(each) ? each.join(", ") : each)] as const],
    );
    const { status } = response;
    return { status, url: clean(response.url), headers: Object.fromEntries(told), body: clean(response.text) };
  }

  function granted(name: string): string {
    if (!savedName.test(name)) throw new AppError("invalid", `"${name.slice(0, 100)}" is no name for saved data.`);
    if (grants.data.some((each) => name === each || name.startsWith(`${each}.`))) return name;
    throw new AppError(
      "forbidden",
      `The function may not use the saved data "${name}". Grant it "${name.split(".")[0]}" first.`,
    );
  }

  async function setData(value: unknown) {
    const { name: wanted, value: kept } = checked(namedValue, value, "host.data.set");
    const name = granted(wanted);
    if (Buffer.byteLength(JSON.stringify(kept ?? null)) > mostSavedBytes)
      throw new AppError("too_large", `A saved value must be at most ${mostSavedBytes / 1024} KiB of JSON.`);
    const names = await userData.list(ownerId);
    if (names.length >= mostSavedNames && names.every((each) => each.name !== name))
      throw new AppError("too_large", `There are ${mostSavedNames} saved values already.`);
    await userData.set(ownerId, name, kept ?? null);
    return null;
  }

  return async (kind, value, signal) => {
    switch (kind) {
      case "fetch":
        return fetchFor(value, signal);
      case "data.get":
        return (await userData.get(ownerId, granted(checked(named, value, "host.data.get").name))) ?? null;
      case "data.set":
        return setData(value);
      case "call": {
        const { name, input } = checked(functionCall, value, "host.call");
        if (!grants.functions.includes(name))
          throw new AppError("forbidden", `The function may not call "${name}". Grant it that function first.`);
        return asking.call(name, input, signal);
      }
      default:
        throw new AppError("invalid", "There is no such thing to be asked of the host.");
    }
  };
}

function checked<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: "is not right" };
  throw new AppError("invalid", `${what}: ${path.length > 0 ? `${path.join(".")}: ` : ""}${message}.`);
}

function hasHeader(headers: Record<string, string>, name: string): boolean {
  return Object.keys(headers).some((each) => each.toLowerCase() === name);
}
