"use client";

import RefreshCw from "lucide-react/icons/refresh-cw";
import { useMemo } from "react";
import type { Turn } from "../../../lib/core/state.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import type { MenuItem } from "../../ui/menu-item.ts";
import { useAgents } from "../agents-context.ts";
import { useChat } from "../chat-context.tsx";
import { compact, dollars, duration, modelName } from "../format.ts";
import { strings } from "../strings.ts";
import type { Item } from "../timeline.ts";
import { useModels } from "../use-models.ts";
import { BranchPicker } from "./branch-picker.tsx";
import { MessageMenu } from "./message-menu.tsx";
import { MessageRating } from "./message-rating.tsx";

export function AgentFooter({ item }: { item: Extract<Item, { kind: "said" }> }) {
  const { message, turn, siblings, calls, isLast } = item;
  const isStep = calls.length > 0;
  return (
    <>
      {siblings ? <BranchPicker siblings={siblings} /> : null}
      <span className={isLast && !isStep ? "flex" : "quiet-actions flex"}>
        {isStep ? null : (
          <>
            <CopyButton text={message.content} label={strings.copyMessage} size="small" />
            <Regenerate messageId={message.id} />
            <MessageRating message={message} />
          </>
        )}
        <MessageMenu message={message} />
      </span>
      {turn ? <TurnFacts turn={turn} /> : null}
    </>
  );
}

function Regenerate({ messageId }: { messageId: string }) {
  const { act, showBranch } = useChat();
  const agents = useAgents();
  const models = useModels();
  const items = useMemo<MenuItem[]>(() => {
    const again = (other: { model?: string; agent?: string }) => {
      showBranch(null);
      void act({ type: "turn.regenerate", messageId, ...other });
    };
    return [
      { label: strings.regenerate, icon: <RefreshCw aria-hidden="true" />, onSelect: () => again({}) },
      ...(models.length > 0 ? [{ kind: "heading" as const, label: strings.regenerateWith }] : []),
      ...models.map((model) => ({ label: model, onSelect: () => again({ model }) })),
      ...(agents.length > 1 ? [{ kind: "separator" as const }] : []),
      ...(agents.length > 1
        ? agents.map(({ name, emoji }) => ({
            label: `${emoji ?? ""} ${name}`.trim(),
            onSelect: () => again({ agent: name }),
          }))
        : []),
    ];
  }, [act, showBranch, messageId, agents, models]);
  return (
    <Menu
      label={strings.regenerate}
      items={items}
      trigger={(props) => <IconButton {...props} label={strings.regenerate} icon={<RefreshCw />} size="small" />}
    />
  );
}

/** What the turn took: model, time, tokens, cost. */
function TurnFacts({ turn }: { turn: Turn }) {
  const { model, ms, ttftMs, usage, cost } = turn;
  const facts = [
    modelName(model),
    ms === undefined ? null : duration(ms),
    usage ? `${compact(usage.input)} → ${compact(usage.output)} tok` : null,
    cost ? dollars(cost) : null,
  ].filter((fact) => fact !== null);
  const more = [
    model,
    ttftMs ? `first word after ${duration(ttftMs)}` : null,
    usage ? `in ${usage.input} (cached ${usage.cached}), out ${usage.output} (reasoning ${usage.reasoning})` : null,
  ].filter((fact) => fact !== null);
  return (
    <span className="px-1 text-muted-foreground text-xs tabular-nums" title={more.join("\n")}>
      {facts.join(" · ")}
    </span>
  );
}
