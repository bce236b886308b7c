import { fold } from "../../lib/core/reduce.ts";
import { type SharedConversation, sharedConversation } from "../../lib/export/shared-conversation.ts";
import { type SharedRun, sharedSteps } from "../../lib/export/shared-steps.ts";
import { currentRuntime } from "../runtime/current-runtime.ts";

export interface Shared {
  conversation: SharedConversation;
  /** What tools were given and gave back is shown, so the steps are there to be read too. */
  withSteps: boolean;
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
  return {
    conversation: sharedConversation(fold(events), link),
    withSteps: link.withTools,
    sharedAt: link.createdAt,
  };
}

/** Every step of the agents, as far as the link goes; null also where it does not show what tools did. */
export async function readSharedSteps(token: string): Promise<{ title: string; runs: SharedRun[] } | null> {
  const { shares, log, secrets } = currentRuntime().ports;
  const link = await shares.find(token);
  if (!link?.withTools) return null;
  const events = await log.read(link.sessionId, 0, link.seq);
  if (events.length === 0) return null;
  const state = fold(events);
  return { title: state.title, runs: sharedSteps(state, (text) => secrets.redact(link.ownerId, text)) };
}
