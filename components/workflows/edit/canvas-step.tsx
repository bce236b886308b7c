"use client";

import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import Bot from "lucide-react/icons/bot";
import CircleAlert from "lucide-react/icons/circle-alert";
import Flag from "lucide-react/icons/flag";
import GitBranch from "lucide-react/icons/git-branch";
import GitMerge from "lucide-react/icons/git-merge";
import ListTree from "lucide-react/icons/list-tree";
import Play from "lucide-react/icons/play";
import RefreshCw from "lucide-react/icons/refresh-cw";
import Signpost from "lucide-react/icons/signpost";
import SquareFunction from "lucide-react/icons/square-function";
import User from "lucide-react/icons/user";
import Workflow from "lucide-react/icons/workflow";
import type { ComponentType } from "react";
import type { GraphNode } from "../../../lib/workflows/graph/graph.ts";
import { strings as shared } from "../../definitions/strings.ts";
import { cn } from "../../ui/cn.ts";

/** What the canvas knows of a step. */
export interface StepData extends Record<string, unknown> {
  title: string;
  kind: GraphNode["kind"];
  who: string | null;
  /** How much is wrong with it. */
  findings: number;
  isStart: boolean;
}

const icons: Record<GraphNode["kind"], ComponentType<{ className?: string; "aria-hidden"?: "true" }>> = {
  start: Play,
  agent: Bot,
  function: SquareFunction,
  router: Signpost,
  branch: GitBranch,
  loop: RefreshCw,
  map: ListTree,
  person: User,
  workflow: Workflow,
  merge: GitMerge,
  end: Flag,
};

/** One step on the canvas: its ways begin below it and end above it. */
export function CanvasStep({ data, selected }: NodeProps<Node<StepData, "step">>) {
  const { title, kind, who, findings, isStart } = data;
  const Icon = icons[kind];
  return (
    <div
      className={cn(
        "flex size-full items-center gap-2 border text-card-foreground text-sm shadow-xs",
        kind === "start" || kind === "end" ? "rounded-full bg-muted px-5" : "rounded-lg bg-card px-3",
        findings > 0 ? "border-destructive" : isStart && "border-primary",
        selected && "outline-2 outline-ring outline-offset-1",
      )}
    >
      {kind === "start" ? null : <Handle type="target" position={Position.Top} />}
      <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 flex-1 leading-tight">
        <span className="block truncate font-medium">{title}</span>
        <span className="block truncate text-muted-foreground text-xs">{who ?? shared.nodeKinds[kind]}</span>
      </span>
      {findings > 0 ? <CircleAlert aria-hidden="true" className="size-4 shrink-0 text-destructive" /> : null}
      {kind === "end" ? null : <Handle type="source" position={Position.Bottom} />}
    </div>
  );
}
