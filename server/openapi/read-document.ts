import { parseDocument } from "yaml";
import { AppError } from "../../lib/core/errors.ts";
import type { GuardedClient } from "../http-client/guarded.ts";

const mostBytes = 8 * 1024 * 1024;
/** Reading YAML takes a hundred times longer than JSON, and nothing else is done meanwhile. */
const mostYamlBytes = 512 * 1024;

export interface Given {
  url?: string | undefined;
  /** JSON or YAML as text, or the document itself. */
  document?: unknown;
}

export async function readDocument(given: Given, http: Pick<GuardedClient, "request">): Promise<unknown> {
  if (given.url === undefined) return typeof given.document === "string" ? parsed(given.document) : given.document;
  const { status, text, url } = await http.request(given.url, {
    headers: { accept: "application/json, application/yaml, text/yaml, */*;q=0.5" },
    maxBytes: mostBytes,
    timeoutMs: 20_000,
  });
  if (status >= 400) throw new AppError("unavailable", `${url} answered with status ${status}.`);
  return parsed(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Then it may be YAML.
  }
  if (Buffer.byteLength(text) > mostYamlBytes)
    throw new AppError(
      "too_large",
      `A description in YAML may have ${mostYamlBytes / 1024} KiB; give a larger one as JSON.`,
    );
  try {
    const document = parseDocument(text, { logLevel: "silent" });
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS({ maxAliasCount: 1_000 });
  } catch (error) {
    const why = error instanceof Error ? (error.message.split("\n", 1)[0] ?? "").slice(0, 300) : "";
    throw new AppError("invalid", `The description is neither JSON nor YAML: ${why}`);
  }
}
