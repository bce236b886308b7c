import { nodeId, type Surface, type SurfaceNode } from "../core/surface.ts";
import { isTold } from "./catalog.ts";
import { checkNode, mostNodes } from "./check.ts";
import { childrenOf } from "./children-of.ts";

/** A widget as a model writes it: flat, in a list, with an id where others name it. */
export type ListedWidget = Record<string, unknown>;

interface Written {
  name?: string | undefined;
  title?: string | undefined;
  scope?: Surface["scope"] | undefined;
  widgets: readonly unknown[];
  data?: Record<string, unknown> | undefined;
}

/** The surface that a list of widgets means: those that no other one holds stand at the top, in their order. Not checked. */
export function surfaceFromWidgets({ name, title, scope = "message", widgets, data }: Written): Surface {
  const nodes: Record<string, SurfaceNode> = {};
  for (const [index, raw] of widgets.entries()) {
    const { id: _id, ...node } = (raw ?? {}) as ListedWidget;
    nodes[freeId(idOf(raw, index), nodes)] = node as SurfaceNode;
  }
  const held = new Set(Object.values(nodes).flatMap(childrenOf));
  return {
    scope,
    root: Object.keys(nodes).filter((id) => !held.has(id)),
    nodes,
    ...(name && { name }),
    ...(title && { title }),
    ...(data && { data }),
  };
}

/** What of a list that is still being written can be drawn already: what a model may show, and no more of it than may be shown in the end. */
export function drawableSurface(title: unknown, widgets: readonly unknown[]): Surface {
  const whole = surfaceFromWidgets({
    widgets: widgets.slice(0, mostNodes),
    ...(typeof title === "string" && title !== "" && { title }),
  });
  const nodes: Record<string, SurfaceNode> = {};
  for (const [id, node] of Object.entries(whole.nodes)) {
    const checked = checkNode(node);
    if (checked.ok && isTold(node.type)) nodes[id] = checked.value;
  }
  return { ...whole, nodes };
}

function idOf(raw: unknown, index: number): string {
  const id = (raw as ListedWidget | null)?.id;
  return typeof id === "string" && nodeId.safeParse(id).success ? id : `w${index + 1}`;
}

/** Two widgets of one name would be one: the later gets another name, so that nothing disappears. */
function freeId(id: string, taken: Record<string, unknown>): string {
  if (!Object.hasOwn(taken, id)) return id;
  for (let copy = 2; ; copy++) if (!Object.hasOwn(taken, `${id}-${copy}`)) return `${id}-${copy}`;
}
