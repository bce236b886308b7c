import type { Recorded } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { type SharedConversation, sharedConversation } from "../../lib/export/shared-conversation.ts";
import { sharedLog } from "../../lib/export/shared-log.ts";
import { type SharedRun, sharedSteps } from "../../lib/export/shared-steps.ts";
import { currentRuntime } from "../runtime/current-runtime.ts";

export interface Shared {
  conversation: SharedConversation;
  /** What tools were given and gave back is shown, so the steps are there to be read too. */
  withSteps: boolean;
  /** When the link was made: what it shows is not newer. */
  sharedAt: string;
}

/** All that a page may know of a shared session: nothing else of its log is read by anybody who has the link. */
export interface SharedEvents {
  events: Recorded[];
  withTools: boolean;
  sharedAt: string;
}

/** What a link shows, to whoever has it; null for one that never was, has expired, was revoked, or whose session is gone. */
export async function readSharedLog(token: string): Promise<SharedEvents | null> {
  const { shares, log, secrets } = currentRuntime().ports;
  const link = await shares.find(token);
  if (!link) return null;
  const { ownerId, sessionId, seq, withTools, createdAt } = link;
  const events = await log.read(sessionId, 0, seq);
  if (events.length === 0) return null;
  const redact = (text: string) => secrets.redact(ownerId, text);
  return { events: sharedLog(events, { withTools, redact }), withTools, sharedAt: createdAt };
}

export async function readShare(token: string): Promise<Shared | null> {
  const shared = await readSharedLog(token);
  if (!shared) return null;
  const { events, withTools, sharedAt } = shared;
  return { conversation: sharedConversation(fold(events)), withSteps: withTools, sharedAt };
}

/** Every step of the agents, as far as the link goes; null also where it does not show what tools did. */
export async function readSharedSteps(token: string): Promise<{ title: string; runs: SharedRun[] } | null> {
  const shared = await readSharedLog(token);
  if (!shared?.withTools) return null;
  const state = fold(shared.events);
  return { title: state.title, runs: sharedSteps(state) };
}
