"use client";

import Split from "lucide-react/icons/split";
import { useMemo } from "react";
import { type Message, openReplies, openRuns } from "../../../lib/core/state.ts";
import { useFolded, useSessionStore } from "../../live/use-session.ts";
import { Button } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import type { MenuItem } from "../../ui/menu-item.ts";
import { Popover } from "../../ui/popover.tsx";
import { useAgents } from "../agents-context.ts";
import { useChat } from "../chat-context.tsx";
import { flowStrings as words } from "../strings-flow.ts";
import { useWorkflow } from "../workflows-context.ts";
import { Line, Speaker } from "./line.tsx";

type Routed = NonNullable<Message["routed"]>;

/** Who was found for a message and why, who else was considered, and the way to say who should have been. */
export function RoutedLine({ message }: { message: Message }) {
  const { routed } = message;
  if (!routed) return null;
  const { to, by, reason, confidence, candidates = [], was } = routed;
  return (
    <Line icon={<Split aria-hidden="true" />}>
      <span className="mr-1">
        <span className="sr-only">{words.goesTo} </span>
        <span aria-hidden="true">→ </span>
        {to.map((name, index) => (
          <span key={name}>
            {index > 0 ? ", " : null}
            <Speaker name={name} />
          </span>
        ))}
        : {was ? words.corrected(was) : reason} · {words.by[by] ?? by}
        {by === "fallback" || was ? null : ` · ${percent(confidence)}`}
      </span>
      {candidates.length > 0 ? <Candidates routed={routed} /> : null}
      <Correction message={message} routed={routed} />
    </Line>
  );
}

const small = "h-6 px-1.5 text-xs";

function Candidates({ routed: { candidates = [], to } }: { routed: Routed }) {
  return (
    <Popover
      title={words.considered}
      className="w-[min(22rem,calc(100vw-1rem))]"
      trigger={(props) => (
        <Button {...props} variant="ghost" size="small" className={small}>
          {words.why}
        </Button>
      )}
    >
      <table className="w-full text-left text-sm">
        <thead className="text-muted-foreground text-xs">
          <tr>
            <th className="pb-1 font-normal">{words.agent}</th>
            <th className="pb-1 font-normal">{words.score}</th>
            <th className="pb-1 font-normal">{words.hits}</th>
          </tr>
        </thead>
        <tbody>
          {candidates
            .toSorted((a, b) => b.score - a.score)
            .map(({ agent, score, hits }) => (
              <tr key={agent} className={to.includes(agent) ? "font-medium" : "text-muted-foreground"}>
                <td className="py-0.5 pr-3">
                  {agent}
                  {to.includes(agent) ? <span className="sr-only"> {words.isChosen}</span> : null}
                </td>
                <td className="py-0.5 pr-3 tabular-nums">{score.toFixed(2)}</td>
                <td className="break-words py-0.5">{hits.join(", ") || "–"}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </Popover>
  );
}

/** The message goes to somebody else, in a branch beside the first answer. Whoever is at work is stopped first, and by the person. */
function Correction({ message: { id }, routed }: { message: Message; routed: Routed }) {
  const { act, showBranch } = useChat();
  const store = useSessionStore();
  const agents = useAgents();
  const atWork = useFolded((state) => openReplies(state).length > 0);
  const workflow = useWorkflow(useFolded((state) => state.workflow));
  /** It learns from what it is told. */
  const isRouter = workflow?.kind === "router";
  const items = useMemo<MenuItem[]>(() => {
    if (atWork)
      return [
        {
          label: words.stopFirst,
          onSelect() {
            const open = store ? openRuns(store.current.state).filter((run) => !run.parent && !run.cancelled) : [];
            for (const run of open) void act({ type: "run.cancel", runId: run.id });
          },
        },
      ];
    const considered = routed.candidates?.map(({ agent }) => agent) ?? [];
    const names = considered.length > 1 ? considered : agents.map(({ name }) => name);
    return names
      .filter((name) => !routed.to.includes(name))
      .flatMap((name) => {
        const emoji = agents.find((agent) => agent.name === name)?.emoji ?? "";
        const correct = (keepAsRule: boolean) => ({
          label: `${emoji} ${keepAsRule ? words.andLikeIt(name) : name}`.trim(),
          onSelect() {
            showBranch(null);
            void act({ type: "message.reroute", messageId: id, to: name, ...(keepAsRule && { keepAsRule }) });
          },
        });
        return isRouter ? [correct(false), correct(true)] : [correct(false)];
      });
  }, [atWork, agents, routed, store, act, showBranch, id, isRouter]);
  if (items.length === 0) return null;
  return (
    <Menu
      label={words.shouldHaveBeen}
      items={items}
      trigger={(props) => (
        <Button {...props} variant="ghost" size="small" className={small}>
          {words.shouldHaveBeen}
        </Button>
      )}
    />
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
