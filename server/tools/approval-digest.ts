import { createHash } from "node:crypto";
import { canonical } from "../../lib/core/canonical.ts";

/** Binds an approval to this tool and these arguments: SHA-256 of their canonical JSON. */
export function approvalDigest(tool: string, args: unknown): string {
  return createHash("sha256")
    .update(canonical({ tool, arguments: args }))
    .digest("hex");
}
