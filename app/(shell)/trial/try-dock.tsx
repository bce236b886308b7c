"use client";

import { type ReactNode, useMemo, useState } from "react";
import { useDraft } from "../../../components/definitions/use-draft.ts";
import { callApi } from "../../../components/live/call-api.ts";
import { SessionProvider } from "../../../components/live/session-provider.tsx";
import { useFolded } from "../../../components/live/use-session.ts";
import { type AgentCard, AgentsContext } from "../../../components/session/agents-context.ts";
import { AttachmentsProvider } from "../../../components/session/attachments/use-attachments.tsx";
import { ChatProvider } from "../../../components/session/chat-context.tsx";
import { SessionComposer } from "../../../components/session/composer/session-composer.tsx";
import { ContextSizes } from "../../../components/session/context-sizes.ts";
import { compact, dollars } from "../../../components/session/format.ts";
import { MeContext } from "../../../components/session/me-context.ts";
import { MessageList } from "../../../components/session/message-list.tsx";
import { ModelsContext } from "../../../components/session/use-models.ts";
import { Button } from "../../../components/ui/button.tsx";
import { toast } from "../../../components/ui/toast.ts";
import { nothingYet, type SessionState } from "../../../lib/core/state.ts";
import { trialTag } from "../../../lib/core/trial.ts";
import { strings } from "./strings.ts";
import "../../../components/session/session.css";

export interface DockProps {
  agents: readonly AgentCard[];
  models: Readonly<Record<string, number>>;
  mostBytes: number;
  me: string;
  /** What a new session is told of the draft that was kept as this version. */
  opened: (name: string, version: number) => Record<string, unknown>;
  /** The same, of a session that goes on with it. */
  goesOn: (version: number) => Record<string, unknown>;
  /** What stands above the conversation. */
  beside?: ReactNode;
}

interface Tried {
  sessionId: string;
  hash: string;
}

/** A chat with the draft, beside its editor. */
export function TryDock({ opened, goesOn, ...chat }: DockProps) {
  const draft = useDraft();
  const [tried, setTried] = useState<Tried | null>(null);
  const [busy, setBusy] = useState(false);
  const { path, name } = draft;

  async function begin(sessionId: string | null): Promise<void> {
    setBusy(true);
    try {
      if (!(await draft.save())) return;
      const { version, hash } = await callApi<{ version: number; hash: string }>("POST", `${path}/try`);
      if (sessionId) await callApi("PATCH", `/sessions/${sessionId}`, goesOn(version));
      const id =
        sessionId ??
        (
          await callApi<{ id: string }>("POST", "/sessions", {
            title: strings.sessionTitle(name),
            ...opened(name, version),
            tags: [trialTag],
          })
        ).id;
      setTried({ sessionId: id, hash });
    } catch (error) {
      toast({ title: strings.failed, description: (error as Error).message, tone: "destructive" });
    } finally {
      setBusy(false);
    }
  }

  const isStale = tried !== null && (draft.hash !== tried.hash || draft.status === "changed");
  return (
    <section
      aria-label={strings.title}
      className="flex h-[80dvh] min-h-0 min-w-0 flex-col border-t bg-sidebar lg:h-auto lg:border-t-0 lg:border-l"
    >
      <header className="flex flex-wrap items-center gap-2 border-b px-3 py-2">
        <h2 className="font-medium text-sm">{strings.title}</h2>
        {tried ? (
          <Button className="ml-auto" size="small" variant="ghost" busy={busy} onClick={() => void begin(null)}>
            {strings.again}
          </Button>
        ) : null}
      </header>
      {isStale ? (
        <p
          role="status"
          className="flex flex-wrap items-center gap-2 border-b bg-info-muted px-3 py-1.5 text-info text-xs"
        >
          {strings.stale}
          <Button size="small" variant="outline" busy={busy} onClick={() => void begin(tried.sessionId)}>
            {strings.takeOver}
          </Button>
        </p>
      ) : null}
      {tried ? (
        <Trial key={tried.sessionId} sessionId={tried.sessionId} {...chat} />
      ) : (
        <div className="m-auto grid max-w-xs justify-items-center gap-3 p-6 text-center">
          <p className="text-muted-foreground text-sm">{strings.hint}</p>
          <Button busy={busy} onClick={() => void begin(null)}>
            {strings.start}
          </Button>
        </div>
      )}
    </section>
  );
}

type TrialProps = Omit<DockProps, "opened" | "goesOn"> & { sessionId: string };

function Trial({ sessionId, agents, models, mostBytes, me, beside }: TrialProps) {
  const names = useMemo(() => Object.keys(models), [models]);
  return (
    <SessionProvider sessionId={sessionId} initial={nothingYet} whole>
      <AgentsContext value={agents}>
        <ModelsContext value={names}>
          <ContextSizes value={models}>
            <MeContext value={me}>
              <ChatProvider>
                <AttachmentsProvider draftKey={sessionId} mostBytes={mostBytes}>
                  <TrialState sessionId={sessionId}>{beside}</TrialState>
                  <MessageList />
                  <div className="px-3 pb-3">
                    <SessionComposer sessionId={sessionId} onRename={() => {}} onExport={() => {}} />
                  </div>
                </AttachmentsProvider>
              </ChatProvider>
            </MeContext>
          </ContextSizes>
        </ModelsContext>
      </AgentsContext>
    </SessionProvider>
  );
}

interface Told {
  tokens: number;
  cost: number | null;
}

/** What it took so far, and the way to the whole session. */
function TrialState({ sessionId, children }: { sessionId: string; children: ReactNode }) {
  const { tokens, cost } = useFolded(told, (a, b) => a.tokens === b.tokens && a.cost === b.cost);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-1.5 text-muted-foreground text-xs">
      <span className="tabular-nums">{strings.tokens(compact(tokens))}</span>
      {cost === null ? null : <span className="tabular-nums">{dollars(cost)}</span>}
      <a href={`/chat/${sessionId}`} className="underline underline-offset-4">
        {strings.openSession}
      </a>
      {children}
    </div>
  );
}

function told(state: SessionState): Told {
  const costs = state.runs.flatMap((run) => run.cost ?? []);
  return {
    tokens: state.runs.reduce((sum, run) => sum + run.usage.input + run.usage.output, 0),
    cost: costs.length > 0 ? costs.reduce((sum, each) => sum + each, 0) : null,
  };
}
