"use client";

import Calculator from "lucide-react/icons/calculator";
import Hand from "lucide-react/icons/hand";
import MessageCircleQuestion from "lucide-react/icons/message-circle-question-mark";
import ScrollText from "lucide-react/icons/scroll-text";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { callApi } from "../live/call-api.ts";
import { toast } from "../ui/toast.ts";
import { TopBar } from "../ui/top-bar.tsx";
import { TroupeMark } from "../ui/troupe-mark.tsx";
import { type AgentCard, AgentsContext } from "./agents-context.ts";
import { sentenceOf } from "./chat-context.tsx";
import { ComposerBox, type Written } from "./composer/composer-box.tsx";
import { strings } from "./strings.ts";

const icons: Record<(typeof strings.suggested)[number]["shows"], ReactNode> = {
  streaming: <ScrollText aria-hidden="true" />,
  tool: <Calculator aria-hidden="true" />,
  question: <MessageCircleQuestion aria-hidden="true" />,
  approval: <Hand aria-hidden="true" />,
};

const usualAgent = "general";

/** A chat that begins with its first message. */
export function NewChat({ agents, agent }: { agents: readonly AgentCard[]; agent?: string }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);

  async function begin({ content, to }: Written): Promise<void> {
    setBusy(true);
    const answering = to ?? agent;
    try {
      const { sessionId } = await callApi<{ sessionId: string }>("POST", "/messages", {
        content,
        ...(answering && { agent: answering }),
      });
      router.push(`/chat/${sessionId}`);
    } catch (error) {
      setBusy(false);
      toast({ title: strings.startFailed, description: sentenceOf(error), tone: "destructive" });
    }
  }

  return (
    <AgentsContext value={agents}>
      <div className="flex h-dvh min-h-0 flex-col">
        <TopBar title={strings.newChat} />
        <div className="flex min-h-0 flex-1 flex-col overflow-y-auto px-3 sm:px-6">
          <div className="m-auto w-full max-w-3xl py-8">
            <TroupeMark className="mb-4 size-10 text-primary" />
            <h2 className="text-balance font-semibold text-2xl tracking-tight">{strings.emptyTitle}</h2>
            <p className="mt-1 text-muted-foreground">{strings.emptyHint}</p>
            <ul aria-label={strings.suggestions} className="mt-6 grid gap-2 sm:grid-cols-2">
              {strings.suggested.map(({ shows, title, content }) => (
                <li key={shows}>
                  <button
                    type="button"
                    disabled={busy}
                    onClick={() => void begin({ content })}
                    className="flex h-full w-full items-start gap-3 rounded-lg border bg-card p-3 text-left transition-colors hover:border-input hover:bg-accent hover:text-accent-foreground [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-primary"
                  >
                    {icons[shows]}
                    <span className="min-w-0">
                      <span className="block font-medium text-sm">{title}</span>
                      <span className="block text-muted-foreground text-sm">{content}</span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        </div>
        <div className="px-3 pb-3 sm:px-6">
          <div className="mx-auto w-full max-w-3xl">
            <ComposerBox
              draftKey="new"
              placeholder={strings.placeholder(agent ?? usualAgent)}
              running={false}
              usualMode="queue"
              commands={[]}
              history={() => []}
              onSend={(written) => void begin(written)}
              onStop={null}
              autoFocus
              busy={busy}
            />
          </div>
        </div>
      </div>
    </AgentsContext>
  );
}
