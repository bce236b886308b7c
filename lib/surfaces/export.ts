import type { Surface } from "../core/surface.ts";
import { resolveNode } from "./bind.ts";
import { childrenOf } from "./children-of.ts";
import type { NamedTable } from "./csv-of.ts";
import { tableOf } from "./table-of.ts";

/** The tables in a surface, from top to bottom, with what they are bound to now. */
export function tablesIn(surface: Pick<Surface, "root" | "nodes">, look: (pointer: string) => unknown): NamedTable[] {
  const tables: NamedTable[] = [];
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const node = Object.hasOwn(surface.nodes, id) ? surface.nodes[id] : undefined;
    if (!node || seen.has(id)) return;
    seen.add(id);
    const drawn = resolveNode(node, look);
    const table = drawn.ok ? tableOf(drawn.widget) : null;
    if (drawn.ok && table && table.rows.length > 0) tables.push({ title: drawn.widget.title ?? id, table });
    for (const child of childrenOf(node)) visit(child);
  };
  for (const id of surface.root) visit(id);
  return tables;
}

/** What an agent wrote, without what the log adds. */
export function jsonOf({ title, root, nodes, data }: Surface): string {
  return JSON.stringify({ ...(title && { title }), root, nodes, ...(data && { data }) }, null, 2);
}
