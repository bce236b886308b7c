"use client";

import { useCallback, useMemo, useState } from "react";
import type { SessionState } from "../../lib/core/state.ts";
import { SessionProvider } from "../live/session-provider.tsx";
import { type AgentCard, AgentsContext } from "./agents-context.ts";
import { DropArea } from "./attachments/drop-area.tsx";
import { AttachmentsProvider } from "./attachments/use-attachments.tsx";
import { ChatProvider } from "./chat-context.tsx";
import { ChatHeader } from "./chat-header.tsx";
import { SessionComposer } from "./composer/session-composer.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { ContextSizes } from "./context-sizes.ts";
import { downloadSession } from "./export-session.ts";
import { ForkedFrom } from "./forked-from.tsx";
import { MeContext } from "./me-context.ts";
import { MessageList } from "./message-list.tsx";
import { TypingNote } from "./people/typing-note.tsx";
import { Rail } from "./rail/rail.tsx";
import { RailSheet } from "./rail/rail-sheet.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { ShareDialog } from "./share/share-dialog.tsx";
import { strings } from "./strings.ts";
import { ModelsContext } from "./use-models.ts";
import { type WorkflowCard, WorkflowsContext } from "./workflows-context.ts";
import "./session.css";

export interface ChatProps {
  sessionId: string;
  initial: SessionState;
  /** Whether `initial` is the whole state of the session. */
  whole: boolean;
  agents: readonly AgentCard[];
  workflows: readonly WorkflowCard[];
  /** By name: how many tokens the model can read. */
  models: Readonly<Record<string, number>>;
  /** Of one file that is attached. */
  mostBytes: number;
  /** Who looks at it. */
  me: string;
}

/** A conversation, what is behind it, and the field to take part. Give it the session's id as `key`. */
export function Chat({ sessionId, initial, whole, agents, workflows, models, mostBytes, me }: ChatProps) {
  const modelNames = useMemo(() => Object.keys(models), [models]);
  return (
    <SessionProvider sessionId={sessionId} initial={initial} whole={whole}>
      <AgentsContext value={agents}>
        <WorkflowsContext value={workflows}>
          <ModelsContext value={modelNames}>
            <ContextSizes value={models}>
              <MeContext value={me}>
                <ChatProvider>
                  <AttachmentsProvider draftKey={sessionId} mostBytes={mostBytes}>
                    <ChatFrame sessionId={sessionId} />
                  </AttachmentsProvider>
                </ChatProvider>
              </MeContext>
            </ContextSizes>
          </ModelsContext>
        </WorkflowsContext>
      </AgentsContext>
    </SessionProvider>
  );
}

function ChatFrame({ sessionId }: { sessionId: string }) {
  const [renaming, setRenaming] = useState(false);
  const [railShown, setRailShown] = useState(true);
  const rename = useCallback(() => setRenaming(true), []);
  const exportMarkdown = useCallback(() => void downloadSession(sessionId, "markdown"), [sessionId]);
  const [sharing, setSharing] = useState(false);
  return (
    <div className="flex h-dvh min-h-0">
      <DropArea className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ChatHeader
          sessionId={sessionId}
          onRename={rename}
          onShare={() => setSharing(true)}
          railShown={railShown}
          onToggleRail={() => setRailShown(!railShown)}
        />
        <ConnectionBanner />
        <ForkedFrom />
        <MessageList />
        <div className="px-3 pb-3 sm:px-6">
          <div className="mx-auto w-full max-w-3xl">
            <RailSheet />
            <TypingNote />
            <SessionComposer sessionId={sessionId} onRename={rename} onExport={exportMarkdown} />
          </div>
        </div>
      </DropArea>
      {railShown ? (
        <aside aria-label={strings.rail} className="w-80 shrink-0 overflow-y-auto border-l bg-sidebar max-lg:hidden">
          <Rail />
        </aside>
      ) : null}
      <RenameDialog open={renaming} onOpenChange={setRenaming} />
      <ShareDialog sessionId={sessionId} open={sharing} onOpenChange={setSharing} />
    </div>
  );
}
