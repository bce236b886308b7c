"use client";

import Calculator from "lucide-react/icons/calculator";
import Hand from "lucide-react/icons/hand";
import MessageCircleQuestion from "lucide-react/icons/message-circle-question-mark";
import ScrollText from "lucide-react/icons/scroll-text";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { callApi } from "../live/call-api.ts";
import { newCommandId } from "../live/new-command-id.ts";
import { Avatar } from "../ui/avatar.tsx";
import { toast } from "../ui/toast.ts";
import { TopBar } from "../ui/top-bar.tsx";
import { TroupeMark } from "../ui/troupe-mark.tsx";
import { type AgentCard, AgentsContext } from "./agents-context.ts";
import { DropArea } from "./attachments/drop-area.tsx";
import { AttachmentsProvider } from "./attachments/use-attachments.tsx";
import { sentenceOf } from "./chat-context.tsx";
import { ComposerBox, type Written } from "./composer/composer-box.tsx";
import { switchTheme } from "./composer/switch-theme.ts";
import { strings } from "./strings.ts";
import { type Answering, WhoAnswers } from "./who-answers.tsx";
import { type WorkflowCard, WorkflowsContext } from "./workflows-context.ts";

const icons: Record<(typeof strings.suggested)[number]["shows"], ReactNode> = {
  streaming: <ScrollText aria-hidden="true" />,
  tool: <Calculator aria-hidden="true" />,
  question: <MessageCircleQuestion aria-hidden="true" />,
  approval: <Hand aria-hidden="true" />,
};

const usualAgent = "general";
const commands = [{ name: "theme", label: strings.commandNames.theme, run: switchTheme }];

interface Props {
  agents: readonly AgentCard[];
  workflows: readonly WorkflowCard[];
  /** Where nobody is named, whoever usually does. */
  answering?: Answering;
  /** Of one file. */
  mostBytes: number;
}

/** A chat that begins with its first message. */
export function NewChat({ agents, workflows, answering: first, mostBytes }: Props) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const onceFor = useSameKey();
  const [answering, setAnswering] = useState<Answering>(first ?? { agent: usualAgent });
  const chosen = "workflow" in answering ? answering.workflow : answering.agent;
  const workflow = "workflow" in answering ? workflows.find(({ name }) => name === chosen) : undefined;
  const agent = "agent" in answering ? agents.find(({ name }) => name === chosen) : undefined;
  /** Who greets, where that is not the installation itself. */
  const greeter = workflow ?? (chosen === usualAgent ? undefined : agent);
  const suggestions = (workflow ?? agent)?.suggestions;

  /** False when it was not taken: nothing of what was written is lost then. */
  async function begin({ content, to, attachments }: Written): Promise<boolean> {
    setBusy(true);
    const body = {
      content,
      ...(to && "workflow" in answering ? { ...answering, to } : to ? { agent: to } : answering),
      ...(attachments && { attachments }),
    };
    try {
      const { sessionId } = await callApi<{ sessionId: string }>("POST", "/messages", body, { once: onceFor(body) });
      router.push(`/chat/${sessionId}`);
      return true;
    } catch (error) {
      setBusy(false);
      toast({ title: strings.startFailed, description: sentenceOf(error), tone: "destructive" });
      return false;
    }
  }

  return (
    <AgentsContext value={agents}>
      <WorkflowsContext value={workflows}>
        <AttachmentsProvider draftKey="new" mostBytes={mostBytes}>
          <DropArea className="flex h-dvh min-h-0 flex-col">
            <TopBar title={strings.newChat} beside={<WhoAnswers answering={answering} onChoose={setAnswering} />} />
            <div className="flex min-h-0 flex-1 flex-col overflow-y-auto px-3 sm:px-6">
              <div className="m-auto w-full max-w-3xl py-8">
                {greeter ? (
                  <Avatar name={greeter.name} emoji={greeter.emoji} size="large" className="mb-4" />
                ) : (
                  <TroupeMark className="mb-4 size-10 text-primary" />
                )}
                <h2 className="text-balance font-semibold text-2xl tracking-tight">
                  {greeter ? greeter.name : strings.emptyTitle}
                </h2>
                <p className="mt-1 text-muted-foreground">{greeter ? greeter.description : strings.emptyHint}</p>
                <ul aria-label={strings.suggestions} className="mt-6 grid gap-2 empty:hidden sm:grid-cols-2">
                  {(suggestions ? suggestionsOf(suggestions) : greeter ? [] : strings.suggested).map(
                    ({ shows, title, content }) => (
                      <li key={content}>
                        <button
                          type="button"
                          disabled={busy}
                          onClick={() => void begin({ content })}
                          className="flex h-full w-full items-start gap-3 rounded-lg border bg-card p-3 text-left transition-colors hover:border-input hover:bg-accent hover:text-accent-foreground [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-primary"
                        >
                          {icons[shows]}
                          <span className="min-w-0">
                            {title ? <span className="block font-medium text-sm">{title}</span> : null}
                            <span className="block text-muted-foreground text-sm">{content}</span>
                          </span>
                        </button>
                      </li>
                    ),
                  )}
                </ul>
              </div>
            </div>
            <div className="px-3 pb-3 sm:px-6">
              <div className="mx-auto w-full max-w-3xl">
                <ComposerBox
                  draftKey="new"
                  placeholder={strings.placeholder(chosen)}
                  running={false}
                  usualMode="queue"
                  sessionId={null}
                  commands={commands}
                  history={() => []}
                  onSend={begin}
                  onStop={null}
                  autoFocus
                />
              </div>
            </div>
          </DropArea>
        </AttachmentsProvider>
      </WorkflowsContext>
    </AgentsContext>
  );
}

function suggestionsOf(
  suggestions: readonly string[],
): { shows: "streaming"; title: string | null; content: string }[] {
  return suggestions.map((content) => ({ shows: "streaming", title: null, content }));
}

/** The same request has the same key until it has succeeded: asked again after silence, it begins one chat only. */
function useSameKey(): (body: object) => string {
  const last = useRef({ body: "", key: "" });
  return useCallback((body) => {
    const text = JSON.stringify(body);
    if (last.current.body !== text) last.current = { body: text, key: newCommandId() };
    return last.current.key;
  }, []);
}
