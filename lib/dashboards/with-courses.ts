import type { Surface, SurfaceNode } from "../core/surface.ts";
import { isBinding } from "../surfaces/fields.ts";
import { courseOf } from "./live-figures.ts";

/** A number that is bound to a live figure is drawn with how it went, unless its author said what is drawn beside it. */
export function withCourses(surface: Surface): Surface {
  const nodes = Object.entries(surface.nodes).map(([id, node]) => [id, withCourse(node)] as const);
  return { ...surface, nodes: Object.fromEntries(nodes) };
}

function withCourse(node: SurfaceNode): SurfaceNode {
  if (node.type !== "metric" || node.trend !== undefined || !isBinding(node.value)) return node;
  const course = courseOf(node.value.$bind);
  return course === null ? node : { ...node, trend: { $bind: course } };
}
