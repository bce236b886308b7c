"use client";

import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { branchInView } from "../../../lib/core/path.ts";
import { openReplies, openRuns } from "../../../lib/core/state.ts";
import { useFolded, useSessionStore } from "../../live/use-session.ts";
import { Button } from "../../ui/button.tsx";
import { useActions } from "../../ui/use-actions.ts";
import { useChat, useShownBranch } from "../chat-context.tsx";
import { useTyping } from "../people/use-typing.ts";
import { QueueStrip } from "../queue/queue-strip.tsx";
import { strings } from "../strings.ts";
import { useAct } from "../use-act.ts";
import type { SlashCommand } from "./choices.ts";
import { ComposerBox } from "./composer-box.tsx";
import { switchTheme } from "./switch-theme.ts";

interface Props {
  sessionId: string;
  onRename: () => void;
  onExport: () => void;
}

/** Knows only what it needs of the session, so that typing and streaming do not wait for each other. */
export function SessionComposer({ sessionId, onRename, onExport }: Props) {
  const store = useSessionStore();
  const router = useRouter();
  const { act, post } = useChat();
  const shownBranch = useShownBranch();
  const tellTyping = useTyping();
  const running = useFolded((state) => openReplies(state).length > 0);
  const atWork = useFolded((state) => openRuns(state).some((run) => !run.cancelled));
  const usualMode = useFolded((state) => state.whileRunning);
  const agent = useFolded((state) => (state.workflow === "solo" ? state.agent : state.workflow));
  const status = useFolded((state) => state.status);

  const stop = useMemo(
    () => () => {
      const runs = store ? openRuns(store.current.state).filter((run) => !run.parent && !run.cancelled) : [];
      for (const run of runs) void act({ type: "run.cancel", runId: run.id });
    },
    [store, act],
  );

  const commands = useMemo<SlashCommand[]>(() => {
    const retry = () => {
      const last = store?.current.state.runs.findLast((run) => run.replyTo !== undefined);
      if (last?.finished?.outcome === "done" && last.replyTo)
        void act({ type: "turn.regenerate", messageId: last.replyTo });
      else if (last) void act({ type: "run.retry", runId: last.id });
    };
    const runs: Record<keyof typeof strings.commandNames, () => void> = {
      new: () => router.push("/chat"),
      stop,
      retry,
      rename: onRename,
      export: onExport,
      theme: switchTheme,
    };
    return Object.entries(strings.commandNames).map(([name, label]) => ({
      name,
      label,
      run: runs[name as keyof typeof runs],
    }));
  }, [store, act, stop, router, onRename, onExport]);

  const isNew = useFolded((state) => state.messages.length < 2);

  useActions(
    atWork
      ? [{ id: "stop", label: strings.commandNames.stop, group: strings.actionGroup, shortcut: "escape", run: stop }]
      : [],
  );

  if (status !== "active") return <Inactive status={status} />;
  return (
    <>
      <QueueStrip />
      <ComposerBox
        draftKey={sessionId}
        sessionId={sessionId}
        placeholder={running ? strings.placeholderRunning : strings.placeholder(agent)}
        running={running}
        usualMode={usualMode}
        commands={commands}
        history={() => {
          const state = store?.current.state;
          if (!state) return [];
          return branchInView(state)
            .filter((message) => message.author.kind === "user")
            .map((message) => message.content)
            .toReversed();
        }}
        onSend={({ content, to, mode, attachments }) => {
          post({
            content,
            ...(to && { to }),
            ...(mode && { whileRunning: mode }),
            ...(attachments && { attachments }),
            ...(shownBranch && { parentId: shownBranch }),
          });
          return true;
        }}
        onWriting={tellTyping}
        onStop={atWork ? stop : null}
        autoFocus={isNew}
      />
    </>
  );
}

function Inactive({ status }: { status: string }) {
  const { act, busy } = useAct();
  return (
    <p className="flex flex-wrap items-center gap-3 rounded-xl border bg-card px-4 py-3 text-muted-foreground text-sm">
      {status === "paused" ? strings.sessionPaused : strings.sessionClosed}
      <Button
        size="small"
        variant="outline"
        busy={busy}
        onClick={() => void act({ type: "session.change", status: "active" })}
      >
        {strings.reopen}
      </Button>
    </p>
  );
}
