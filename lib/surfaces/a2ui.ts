import type { CommandOf } from "../core/commands.ts";
import type { Surface, SurfaceNode } from "../core/surface.ts";
import { childrenOf } from "./children-of.ts";
import { isBinding } from "./fields.ts";

/**
 * Surfaces as messages of A2UI 0.9 (https://a2ui.org), in a catalogue of our own: each widget is one component with the
 * same fields, and a binding is a path. Reading them back gives the same surface.
 */
export const a2uiCatalogId = "urn:troupe:surfaces:1";
const version = "v0.9";

export type A2uiComponent = { id: string; component: string } & Record<string, unknown>;

export type A2uiMessage = { version: string } & (
  | { createSurface: { surfaceId: string; catalogId: string } }
  | { updateComponents: { surfaceId: string; components: A2uiComponent[] } }
  | { updateDataModel: { surfaceId: string; path: string; value: unknown } }
  | { deleteSurface: { surfaceId: string } }
);

/** What a client sends when a person acts. */
export interface A2uiAction {
  version: string;
  action: {
    name: string;
    surfaceId: string;
    sourceComponentId: string;
    timestamp: string;
    context: Record<string, unknown>;
  };
}

const rootId = "root";

export function toA2ui(surfaceId: string, { title, root, nodes, data }: Surface): A2uiMessage[] {
  const components: A2uiComponent[] = [
    { id: rootId, component: "section", ...(title && { title }), children: root.map(outside) },
    ...Object.entries(nodes).map(([id, node]) => toComponent(id, node)),
  ];
  return [
    { version, createSurface: { surfaceId, catalogId: a2uiCatalogId } },
    { version, updateComponents: { surfaceId, components } },
    ...(data ? [{ version, updateDataModel: { surfaceId, path: "/data", value: data } }] : []),
  ];
}

/** The surface that these messages leave, not checked yet; null where they leave none. Components of A2UI's basic catalogue become the nearest widgets. */
export function fromA2ui(messages: readonly A2uiMessage[]): { surfaceId: string; surface: Surface } | null {
  let surfaceId: string | null = null;
  const components = new Map<string, A2uiComponent>();
  let data: Record<string, unknown> = {};
  for (const message of messages) {
    if ("createSurface" in message) surfaceId = message.createSurface.surfaceId;
    else if ("deleteSurface" in message) {
      surfaceId = null;
      components.clear();
      data = {};
    } else if ("updateComponents" in message)
      for (const each of message.updateComponents.components) components.set(each.id, each);
    else data = withValue(data, message.updateDataModel.path, message.updateDataModel.value);
  }
  const top = components.get(rootId);
  if (surfaceId === null || !top) return null;
  const isOwn = top.component === "section";
  const nodes: Record<string, SurfaceNode> = {};
  for (const [id, each] of components) if (id !== rootId || !isOwn) nodes[inside(id)] = fromComponent(each);
  const root = isOwn ? idsOf(top.children).map(inside) : [inside(rootId)];
  const surface: Surface = {
    scope: "message",
    root,
    nodes: reachable(root, nodes),
    ...(isOwn && typeof top.title === "string" && { title: top.title }),
    ...(Object.keys(data).length > 0 && { data }),
  };
  return { surfaceId, surface };
}

export function commandFromA2ui({ action }: A2uiAction): CommandOf<"surface.act"> {
  const { surfaceId, sourceComponentId, name, context } = action;
  return { type: "surface.act", surfaceId, nodeId: inside(sourceComponentId), action: name, parameters: context };
}

export function a2uiFromCommand(command: CommandOf<"surface.act">, timestamp: string): A2uiAction {
  const { surfaceId, nodeId, action: name, parameters: context = {} } = command;
  return { version, action: { name, surfaceId, sourceComponentId: outside(nodeId), timestamp, context } };
}

/** `root` is taken there: a node of that name goes by another one outside. */
function outside(id: string): string {
  return /^root(_+)?$/.test(id) ? `${id}_` : id;
}

function inside(id: string): string {
  return /^root_+$/.test(id) ? id.slice(0, -1) : id;
}

function toComponent(id: string, { type, ...fields }: SurfaceNode): A2uiComponent {
  const outer = mapped(fields, (value) => (isBinding(value) ? { path: value.$bind } : undefined)) as Record<
    string,
    unknown
  >;
  if (Array.isArray(outer.children)) outer.children = idsOf(outer.children).map(outside);
  if (Array.isArray(outer.tabs)) outer.tabs = outer.tabs.map((tab) => ({ ...tab, child: outside(String(tab.child)) }));
  return { ...outer, id: outside(id), component: type };
}

function fromComponent({ id: _id, component, ...fields }: A2uiComponent): SurfaceNode {
  const own = mapped(fields, boundValue) as Record<string, unknown>;
  const children = idsOf(own.children ?? own.child).map(inside);
  switch (component) {
    case "Text":
      return { type: "markdown", text: own.text ?? "" };
    case "Row":
      return { type: "grid", children, columns: Math.min(Math.max(children.length, 1), 4) };
    case "Column":
    case "List":
    case "Card":
      return { type: "stack", children };
    case "Image":
      return {
        type: "image",
        alt: String(own.description ?? own.alt ?? "An image"),
        ...(typeof own.url === "string" && { url: own.url }),
      };
    case "Divider":
      return { type: "stack", children: [] };
    case "Tabs":
      return {
        type: "tabs",
        tabs: list(own.tabs).map((tab) => ({ label: String(tab.title ?? ""), child: inside(String(tab.child ?? "")) })),
      };
    default:
      if (Array.isArray(own.children)) own.children = children;
      if (Array.isArray(own.tabs))
        own.tabs = list(own.tabs).map((tab) => ({ ...tab, child: inside(String(tab.child)) }));
      return { ...own, type: component };
  }
}

function boundValue(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
  const { path, ...rest } = value as { path?: unknown };
  if (typeof path !== "string" || Object.keys(rest).length > 0) return undefined;
  return {
    $bind: /^\/(session|run|todo|plan|agents|data|local)(\/|$)/.test(path)
      ? path
      : `/data${path.startsWith("/") ? "" : "/"}${path}`,
  };
}

/** A copy in which every value that `change` knows is what it makes of it. */
function mapped(value: unknown, change: (value: unknown) => unknown, depth = 0): unknown {
  const changed = change(value);
  if (changed !== undefined) return changed;
  if (value === null || typeof value !== "object" || depth > 16) return value;
  if (Array.isArray(value)) return value.map((each) => mapped(each, change, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, change, depth + 1)]));
}

/** What nothing holds is not shown there; here everything has a place. */
function reachable(root: readonly string[], nodes: Record<string, SurfaceNode>): Record<string, SurfaceNode> {
  const found: Record<string, SurfaceNode> = {};
  const waiting = [...root];
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const node = Object.hasOwn(nodes, id) ? nodes[id] : undefined;
    if (!node || Object.hasOwn(found, id)) continue;
    found[id] = node;
    waiting.push(...childrenOf(node));
  }
  return found;
}

function withValue(data: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> {
  const [first, second] = path.split("/").filter((each) => each !== "" && each !== "data");
  if (first === undefined)
    return value !== null && typeof value === "object" ? { ...(value as Record<string, unknown>) } : data;
  if (first === "__proto__" || second === "__proto__") return data;
  if (second === undefined) return { ...data, [first]: value };
  const inner = data[first];
  return { ...data, [first]: { ...(inner !== null && typeof inner === "object" ? inner : {}), [second]: value } };
}

function idsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((each) => each !== null && typeof each === "object") : [];
}
