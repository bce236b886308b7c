import { valueAt } from "../core/patch.ts";
import type { Surface } from "../core/surface.ts";
import { resolveNode } from "../surfaces/bind.ts";
import { checkSurface, type Problem } from "../surfaces/check.ts";
import { isBinding } from "../surfaces/fields.ts";
import { surfaceFromWidgets } from "../surfaces/from-widgets.ts";
import { exampleFigures, liveSources } from "./live-figures.ts";

/** These ask somebody, or show a session: on a board nobody waits, and there is no session. */
const elsewhere = new Set(["form", "choice", "questionnaire", "approval", "agentCard", "mcpApp"]);

/**
 * The surface that a tile's widgets mean, or what is wrong with them: they must fit the catalogue, and every binding must
 * name a live figure of a kind that fits where it stands.
 */
export function checkTile(
  title: string,
  widgets: readonly unknown[],
): { ok: true; surface: Surface } | { ok: false; problems: Problem[] } {
  const surface = surfaceFromWidgets({ title, widgets });
  const checked = checkSurface(surface);
  if (!checked.ok) return checked;
  const problems: Problem[] = [];
  const figures = { data: exampleFigures() };
  for (const [id, node] of Object.entries(checked.value.nodes)) {
    if (elsewhere.has(node.type)) problems.push({ path: id, message: `${node.type} cannot stand on a board` });
    if (node.buttons) problems.push({ path: `${id}.buttons`, message: "nobody is there to be told" });
    const unknown = bindingsIn(node).filter((pointer) => !isFigure(pointer));
    for (const pointer of unknown)
      problems.push({ path: id, message: `${pointer} is no live figure; there are ${sourceNames}` });
    if (unknown.length > 0) continue;
    const drawn = resolveNode(node, (pointer) => valueAt(figures, pointer));
    if (!drawn.ok) problems.push(...drawn.problems.map(({ path, message }) => ({ path: `${id}.${path}`, message })));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, surface: checked.value };
}

const sourceNames = Object.entries(liveSources)
  .map(([source, fields]) => `/data/${source}/{${Object.keys(fields).join(",")}}`)
  .join(" ");

function isFigure(pointer: string): boolean {
  const [, root, source = "", field = "", ...more] = pointer.split("/");
  if (root !== "data" || more.length > 0 || !Object.hasOwn(liveSources, source)) return false;
  return Object.hasOwn(liveSources[source as keyof typeof liveSources], field);
}

function bindingsIn(value: unknown): string[] {
  if (value === null || typeof value !== "object") return [];
  return isBinding(value) ? [value.$bind] : Object.values(value).flatMap(bindingsIn);
}
