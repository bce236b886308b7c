import type { SurfaceNode } from "../core/surface.ts";

/** The ids of the nodes that a node holds. */
export function childrenOf(node: SurfaceNode): string[] {
  const { children, tabs } = node as { children?: unknown; tabs?: unknown };
  if (Array.isArray(children)) return children.filter((each) => typeof each === "string");
  if (Array.isArray(tabs))
    return tabs.map((tab) => (tab as { child?: unknown })?.child).filter((each) => typeof each === "string");
  return [];
}
