"use client";

import InboxIcon from "lucide-react/icons/inbox";
import Link from "next/link";
import { type ReactNode, useCallback, useState } from "react";
import type { Command } from "../../../lib/core/commands.ts";
import { callApi } from "../../live/call-api.ts";
import { newCommandId } from "../../live/new-command-id.ts";
import { buttonStyle } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { toast } from "../../ui/toast.ts";
import { TopBar } from "../../ui/top-bar.tsx";
import { ToolCard } from "../cards/tool-card.tsx";
import { sentenceOf } from "../chat-context.tsx";
import { strings } from "../strings.ts";
import { ActContext } from "../use-act.ts";
import { EndedRuns } from "./ended-runs.tsx";
import { type InboxView, useInbox } from "./use-inbox.ts";
import type { WaitingSession } from "./waiting-session.ts";

/** What waits for a person in any chat, answerable here, and what came to an end lately. */
export function Inbox({ offer, news, ...first }: InboxView & { offer?: ReactNode; news?: ReactNode }) {
  const [given] = useState(first);
  const { waiting, ended } = useInbox(given);
  return (
    <>
      <TopBar title={strings.inbox} />
      <div className="mx-auto w-full max-w-3xl px-3 py-5 sm:px-6">
        {offer}
        <h2 className="sr-only">{strings.waitingOnYou}</h2>
        {waiting.length === 0 ? (
          <EmptyState icon={<InboxIcon aria-hidden="true" />} title={strings.inboxEmpty}>
            {strings.inboxEmptyHint}
          </EmptyState>
        ) : (
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-6">
            {waiting.map((session) => (
              <li key={session.id}>
                <OneSession session={session} />
              </li>
            ))}
          </ul>
        )}
        <div className="mt-10 empty:hidden">{news}</div>
        <EndedRuns runs={ended} />
      </div>
    </>
  );
}

function OneSession({ session }: { session: WaitingSession }) {
  const { id, title, runs } = session;
  const act = useCallback(
    async (command: Command): Promise<boolean> => {
      try {
        await callApi("POST", `/sessions/${id}/commands`, { commandId: newCommandId(), command });
        return true;
      } catch (error) {
        toast({ title: strings.actionFailed, description: sentenceOf(error), tone: "destructive" });
        return false;
      }
    },
    [id],
  );
  return (
    <ActContext value={act}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for one form's fields */}
      <div role="group" aria-labelledby={`session-${id}`}>
        <div className="flex items-center gap-2">
          <h3 id={`session-${id}`} className="min-w-0 flex-1 truncate font-medium text-sm">
            {title}
          </h3>
          <Link href={`/chat/${id}`} className={buttonStyle({ variant: "ghost", size: "small" })}>
            {strings.openChat}
          </Link>
        </div>
        {runs.flatMap((run) => run.calls.map((call) => <ToolCard key={call.callId} call={call} agent={run.agent} />))}
      </div>
    </ActContext>
  );
}
