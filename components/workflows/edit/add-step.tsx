"use client";

import type { ReactNode } from "react";
import { nodeKinds } from "../../../lib/workflows/graph/new-node.ts";
import { strings as shared } from "../../definitions/strings.ts";
import { Menu } from "../../ui/menu.tsx";
import type { OverlayTrigger } from "../../ui/overlay-trigger.ts";
import { useGraph } from "./use-graph.ts";

interface Props {
  label: string;
  after?: string;
  trigger: (props: OverlayTrigger) => ReactNode;
  /** The new step takes the focus, as in a list. */
  movesFocus?: boolean;
}

/** Asks for the kind of the new step. */
export function AddStep({ label, after, trigger, movesFocus = false }: Props) {
  const { add } = useGraph();
  return (
    <Menu
      label={label}
      movesFocus={movesFocus}
      trigger={trigger}
      items={nodeKinds.map((kind) => ({ label: shared.nodeKinds[kind], onSelect: () => add(kind, after) }))}
    />
  );
}
