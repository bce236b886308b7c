import { createHash } from "node:crypto";
import { canonical } from "../../lib/core/canonical.ts";
import type { Tool } from "../ports/tools.ts";

type Versioned = Pick<Tool, "name" | "description" | "parameters" | "source" | "version">;

const known = new WeakMap<object, string>();

/** Binds an approval to this version of this tool and these arguments: SHA-256 of their canonical JSON. */
export function approvalDigest(tool: Versioned, args: unknown): string {
  return sha256({ tool: tool.name, version: versionOf(tool), arguments: args });
}

/** What it says of itself: a server that describes its tool anew may mean something else by it. */
export function versionOf(tool: Versioned): string {
  let version = known.get(tool);
  if (version === undefined) {
    const { description, parameters, source, version: own } = tool;
    version = sha256({ description, parameters, ...(source && { source }), ...(own && { own }) });
    known.set(tool, version);
  }
  return version;
}

function sha256(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}
