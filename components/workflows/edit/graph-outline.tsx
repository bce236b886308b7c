"use client";

import Plus from "lucide-react/icons/plus";
import Settings2 from "lucide-react/icons/settings-2";
import { useEffect, useRef } from "react";
import type { GraphNode } from "../../../lib/workflows/graph/graph.ts";
import { strings as shared } from "../../definitions/strings.ts";
import { announce } from "../../ui/announce.ts";
import { Badge } from "../../ui/badge.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { strings } from "../strings.ts";
import { AddStep } from "./add-step.tsx";
import { FindingList } from "./finding-list.tsx";
import { MoveButtons } from "./move-buttons.tsx";
import { StepSettings } from "./step-settings.tsx";
import { editStrings as words } from "./strings.ts";
import { useGraph } from "./use-graph.ts";

/** The graph as a list in which everything can be done by keyboard: add, set, connect, move, delete. */
export function GraphOutline() {
  const { graph, chosen } = useGraph();
  const list = useRef<HTMLOListElement>(null);
  const wanted = chosen && "step" in chosen ? chosen.step : null;
  const first = graph.nodes[0]?.id ?? "";
  const before = useRef({ wanted, count: graph.nodes.length });

  // What was added is where one goes on; after something was deleted, the list is.
  useEffect(() => {
    const { count, wanted: was } = before.current;
    before.current = { wanted, count: graph.nodes.length };
    const goal = graph.nodes.length > count ? wanted : null;
    // What had the focus may be gone: a step that was deleted, or one that has another name now.
    const isLost = document.activeElement === document.body && (graph.nodes.length < count || wanted !== was);
    if (goal === null && !isLost) return;
    list.current?.querySelector<HTMLElement>(`[data-step="${goal ?? wanted ?? first}"] [data-settings]`)?.focus();
  }, [graph.nodes.length, wanted, first]);

  return (
    <ol ref={list} aria-label={words.outline} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {graph.nodes.map((node, index) => (
        <OutlineStep key={node.id} node={node} index={index} isOpen={wanted === node.id} />
      ))}
    </ol>
  );
}

function OutlineStep({ node, index, isOpen }: { node: GraphNode; index: number; isOpen: boolean }) {
  const { graph, edit, choose, remove, titleOf, findingsOf } = useGraph();
  const { id, kind } = node;
  const title = titleOf(id);
  const next = graph.edges.filter(({ from }) => from === id);
  const move = (by: -1 | 1) => {
    edit({ do: "move", id, by });
    announce(words.moved(title, index + 1 + by));
  };
  const who = "agent" in node ? node.agent : "function" in node ? node.function : null;
  return (
    <li data-step={id} className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-md border bg-card p-3 text-sm">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <span aria-hidden="true" className="w-5 shrink-0 text-right text-muted-foreground tabular-nums">
          {index + 1}.
        </span>
        <div className="min-w-0 flex-1 basis-40">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="break-words font-medium">{title}</span>
            {who && who !== title ? <span>{strings.by(who)}</span> : null}
            <Badge tone="outline">{shared.nodeKinds[kind]}</Badge>
            {graph.start === id ? <Badge tone="info">{words.begins}</Badge> : null}
          </p>
          {next.length > 0 ? (
            <p className="break-words text-muted-foreground text-xs">
              {strings.next}:{" "}
              {next.map((edge) => strings.leadsTo(titleOf(edge.to), edge.label ?? edge.when ?? null)).join(" · ")}
            </p>
          ) : null}
        </div>
        <div className="flex items-center gap-0.5">
          <IconButton
            size="small"
            data-settings=""
            label={words.edit(title)}
            icon={<Settings2 />}
            aria-expanded={isOpen}
            onClick={() => choose(isOpen ? null : { step: id })}
          />
          <AddStep
            label={words.addAfter(title)}
            after={id}
            movesFocus
            trigger={(props) => <IconButton {...props} size="small" label={words.addAfter(title)} icon={<Plus />} />}
          />
          <MoveButtons title={title} at={index} count={graph.nodes.length} onMove={move} onRemove={() => remove(id)} />
        </div>
      </div>
      <FindingList findings={findingsOf("nodes", index)} />
      {isOpen ? <StepSettings node={node} /> : null}
    </li>
  );
}
