import { fold } from "../../lib/core/reduce.ts";
import { type SharedConversation, sharedConversation } from "../../lib/export/shared-conversation.ts";
import { currentRuntime } from "../runtime/current-runtime.ts";

export interface Shared {
  conversation: SharedConversation;
  /** When the link was made: what it shows is not newer. */
  sharedAt: string;
}

/** What a link shows, to whoever has it; null for one that never was, has expired, was revoked, or whose session is gone. */
export async function readShare(token: string): Promise<Shared | null> {
  const { shares, log } = currentRuntime().ports;
  const link = await shares.find(token);
  if (!link) return null;
  const events = await log.read(link.sessionId, 0, link.seq);
  if (events.length === 0) return null;
  return { conversation: sharedConversation(fold(events), link), sharedAt: link.createdAt };
}
