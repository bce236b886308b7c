"use client";

import { Fragment, memo, useEffect, useRef, useState } from "react";
import { useSession } from "../../live/use-session.ts";
import { Badge } from "../../ui/badge.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { GrowingCall, ToolCard } from "../cards/tool-card.tsx";
import { MarkdownText } from "../markdown/markdown-text.tsx";
import { strings } from "../strings.ts";
import { CallGrowing, CallSurface } from "../surfaces/session-surfaces.tsx";
import { type Item, sameItem } from "../timeline.ts";
import { useEmoji } from "../workflows-context.ts";
import { AgentFooter } from "./agent-footer.tsx";
import { MessageFrame } from "./message-frame.tsx";
import { Reasoning } from "./reasoning.tsx";

type Spoken = Extract<Item, { kind: "said" | "streaming" }>;

/** What an agent said, or is saying: one element through both, so that nothing jumps when the turn is done. */
export const AgentMessage = memo(
  function AgentMessage({ item }: { item: Spoken }) {
    const agent = item.kind === "said" ? item.message.author.id : item.run.agent;
    const emoji = useEmoji(agent);
    if (item.kind === "streaming") return <Streaming item={item} agent={agent} emoji={emoji} />;
    const { message, calls } = item;
    const reasoning = message.parts?.find((part) => part.type === "reasoning");
    return (
      <MessageFrame
        id={item.key}
        name={agent}
        emoji={emoji}
        kind="agent"
        at={message.at}
        note={message.stopped ? <Badge tone="warning">{strings.stopped}</Badge> : null}
        footer={<AgentFooter item={item} />}
      >
        {reasoning ? <Reasoning text={reasoning.text} ms={reasoning.ms ?? null} growing={false} /> : null}
        {message.content === "" ? null : <MarkdownText text={message.content} />}
        {calls.map((call) => (
          <Fragment key={call.callId}>
            <ToolCard call={call} agent={agent} />
            <CallSurface callId={call.callId} />
          </Fragment>
        ))}
      </MessageFrame>
    );
  },
  (a, b) => sameItem(a.item, b.item),
);

function Streaming({
  item,
  agent,
  emoji,
}: {
  item: Extract<Item, { kind: "streaming" }>;
  agent: string;
  emoji: string | undefined;
}) {
  const live = useSession((shown) => shown.texts[item.turn.id]);
  const thoughtMs = useThinkingTime(live?.reasoning ?? "", live?.text ?? "");
  const calls = Object.entries(live?.calls ?? {});
  const isSilent = !live || (live.text === "" && live.reasoning === "" && calls.length === 0);
  return (
    <MessageFrame id={item.key} name={agent} emoji={emoji} kind="agent" at={item.turn.startedAt} busy>
      {live?.reasoning ? <Reasoning text={live.reasoning} ms={thoughtMs} growing={thoughtMs === null} /> : null}
      {live?.text ? <MarkdownText text={live.text} growing /> : null}
      {calls.map(([callId, { tool, json }]) => (
        <Fragment key={callId}>
          <GrowingCall tool={tool} json={json} />
          {tool === "show_surface" && json !== "" ? <CallGrowing callId={callId} json={json} /> : null}
        </Fragment>
      ))}
      {isSilent ? (
        <p className="flex items-center gap-2 text-muted-foreground text-sm">
          <Spinner />
          {item.run.cancelled ? strings.stopping : strings.working}
        </p>
      ) : null}
    </MessageFrame>
  );
}

/** How long it thought before it spoke, as far as this page saw it. */
function useThinkingTime(reasoning: string, text: string): number | null {
  const began = useRef<number | null>(null);
  const [ms, setMs] = useState<number | null>(null);
  const isThinking = reasoning !== "" && text === "";
  const speaks = text !== "";
  useEffect(() => {
    if (isThinking) began.current ??= performance.now();
    if (speaks && began.current !== null) {
      setMs(performance.now() - began.current);
      began.current = null;
    }
  }, [isThinking, speaks]);
  return speaks ? (ms ?? 0) : ms;
}
