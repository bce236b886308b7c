import { AppError } from "../../lib/core/errors.ts";
import type { ApiOperation } from "../../lib/openapi/operation.ts";

export interface BuiltCall {
  url: URL;
  headers: Record<string, string>;
  body: string | undefined;
}

/** The request that arguments mean. It stays below the API's address, whatever the arguments are. */
export function buildCall(baseUrl: string, operation: ApiOperation, args: Record<string, unknown>): BuiltCall {
  const headers: Record<string, string> = {};
  const query = new URLSearchParams();
  let { path } = operation;
  for (const { argument, name, in: place } of operation.parameters) {
    const value = Object.hasOwn(args, argument) ? args[argument] : undefined;
    if (value === undefined || value === null) continue;
    if (place === "path") path = path.replaceAll(`{${name}}`, segment(plain(value)));
    else if (place === "header") headers[name] = plain(value).replaceAll(/[^\t\x20-\x7e]/g, " ");
    else for (const each of Array.isArray(value) ? value : [value]) query.append(name, plain(each));
  }
  const base = new URL(baseUrl);
  const url = new URL(base.href.replace(/\/+$/, "") + path);
  for (const [name, value] of query) url.searchParams.append(name, value);
  if (url.origin !== base.origin) throw new AppError("invalid", "The arguments lead to another address.");
  const { body } = args;
  if (operation.body === null || body === undefined) return { url, headers, body: undefined };
  headers["content-type"] = operation.body;
  return { url, headers, body: operation.body === "application/json" ? JSON.stringify(body) : form(body) };
}

function segment(value: string): string {
  if (value === "" || value === "." || value === "..")
    throw new AppError("invalid", `"${value}" cannot be a part of an address.`);
  return encodeURIComponent(value);
}

function plain(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

function form(body: unknown): string {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(Object(body))) fields.append(name, plain(value));
  return fields.toString();
}
