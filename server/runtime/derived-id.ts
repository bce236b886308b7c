import { createHash } from "node:crypto";

/** The id of a session that a command opens: the same command of the same person opens the same one, whatever crashed in between. */
export function derivedSessionId(ownerId: string, commandId: string): string {
  return `ses_${createHash("sha256").update(`${ownerId}\n${commandId}`).digest("hex").slice(0, 26)}`;
}
