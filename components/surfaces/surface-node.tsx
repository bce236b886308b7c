"use client";

import { Component, type ReactNode, useMemo } from "react";
import { lookup, resolveNode } from "../../lib/surfaces/bind.ts";
import { deepest, sentenceOf } from "../../lib/surfaces/check.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { useDrawing } from "./drawing-context.ts";
import { FallbackCard } from "./fallback-card.tsx";
import { NodeButtons } from "./node-buttons.tsx";
import { strings } from "./strings.ts";
import { DrawnWidget } from "./widgets/drawn-widget.tsx";

/** One node: what it is bound to is looked up, checked, and drawn. What cannot be drawn is there to be read all the same. */
export function SurfaceNode({ id, depth, growing = false }: { id: string; depth: number; growing?: boolean }) {
  const { surface, state, local } = useDrawing();
  const node = Object.hasOwn(surface.nodes, id) ? surface.nodes[id] : undefined;
  const drawn = useMemo(
    () => (node ? resolveNode(node, lookup(state, surface, local)) : null),
    [node, state, surface, local],
  );
  if (!node || !drawn) return growing ? <Skeleton className="h-16 w-full" /> : null;
  if (depth > deepest) return <FallbackCard node={node} why={strings.unknown(node.type)} />;
  if (!drawn.ok) return <FallbackCard node={node} why={strings.brokenBecause(sentenceOf(drawn.problems))} />;
  const { widget } = drawn;
  return (
    <Boundary of={node} fallback={<FallbackCard node={node} why={strings.broke} />}>
      <div data-widget={widget.type} className="min-w-0">
        <DrawnWidget id={id} widget={widget} depth={depth} />
        {widget.buttons ? <NodeButtons id={id} buttons={widget.buttons} /> : null}
      </div>
    </Boundary>
  );
}

interface BoundaryProps {
  /** What it draws: another one is tried anew. */
  of: unknown;
  fallback: ReactNode;
  children: ReactNode;
}

/** What breaks in one node leaves the others as they are. */
class Boundary extends Component<BoundaryProps, { broke: boolean; of: unknown }> {
  override state = { broke: false, of: this.props.of };

  static getDerivedStateFromError(): { broke: boolean } {
    return { broke: true };
  }

  static getDerivedStateFromProps({ of }: BoundaryProps, state: { of: unknown }) {
    return of === state.of ? null : { broke: false, of };
  }

  override render(): ReactNode {
    return this.state.broke ? this.props.fallback : this.props.children;
  }
}
