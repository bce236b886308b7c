"use client";

import { useCallback, useMemo, useState } from "react";
import type { SessionState } from "../../lib/core/state.ts";
import { SessionProvider } from "../live/session-provider.tsx";
import { type AgentCard, AgentsContext } from "./agents-context.ts";
import { ChatProvider } from "./chat-context.tsx";
import { ChatHeader } from "./chat-header.tsx";
import { SessionComposer } from "./composer/session-composer.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { ContextSizes } from "./context-sizes.ts";
import { exportTranscript } from "./export-transcript.ts";
import { MessageList } from "./message-list.tsx";
import { Rail } from "./rail/rail.tsx";
import { RailSheet } from "./rail/rail-sheet.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import { strings } from "./strings.ts";
import { ModelsContext } from "./use-models.ts";
import "./session.css";

export interface ChatProps {
  sessionId: string;
  initial: SessionState;
  /** Whether `initial` is the whole state of the session. */
  whole: boolean;
  agents: readonly AgentCard[];
  /** By name: how many tokens the model can read. */
  models: Readonly<Record<string, number>>;
}

/** A conversation, what is behind it, and the field to take part. Give it the session's id as `key`. */
export function Chat({ sessionId, initial, whole, agents, models }: ChatProps) {
  const modelNames = useMemo(() => Object.keys(models), [models]);
  return (
    <SessionProvider sessionId={sessionId} initial={initial} whole={whole}>
      <AgentsContext value={agents}>
        <ModelsContext value={modelNames}>
          <ContextSizes value={models}>
            <ChatProvider>
              <ChatFrame sessionId={sessionId} />
            </ChatProvider>
          </ContextSizes>
        </ModelsContext>
      </AgentsContext>
    </SessionProvider>
  );
}

function ChatFrame({ sessionId }: { sessionId: string }) {
  const [renaming, setRenaming] = useState(false);
  const [railShown, setRailShown] = useState(true);
  const rename = useCallback(() => setRenaming(true), []);
  const exportMarkdown = useCallback(() => void exportTranscript(sessionId), [sessionId]);
  return (
    <div className="flex h-dvh min-h-0">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ChatHeader
          onRename={rename}
          onExport={exportMarkdown}
          railShown={railShown}
          onToggleRail={() => setRailShown(!railShown)}
        />
        <ConnectionBanner />
        <MessageList />
        <div className="px-3 pb-3 sm:px-6">
          <div className="mx-auto w-full max-w-3xl">
            <RailSheet />
            <SessionComposer sessionId={sessionId} onRename={rename} onExport={exportMarkdown} />
          </div>
        </div>
      </div>
      {railShown ? (
        <aside aria-label={strings.rail} className="w-80 shrink-0 overflow-y-auto border-l bg-sidebar max-lg:hidden">
          <Rail />
        </aside>
      ) : null}
      <RenameDialog open={renaming} onOpenChange={setRenaming} />
    </div>
  );
}
