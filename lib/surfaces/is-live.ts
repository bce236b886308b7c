import type { Surface, SurfaceNode } from "../core/surface.ts";
import { hasBindings } from "./bind.ts";

/** Whether it shows anything of the session around it: what does not is drawn anew only when it changes itself. */
export function isLive({ nodes }: Pick<Surface, "nodes">): boolean {
  return Object.values(nodes).some((node) => showsSession(node) || hasBindings(node));
}

function showsSession(node: SurfaceNode): boolean {
  switch (node.type) {
    case "agentCard":
    case "approval":
      return true;
    case "plan":
      return node.items === undefined;
    case "kanban":
      return node.cards === undefined;
    case "logTail":
      return node.lines === undefined;
    case "agentGraph":
      return node.nodes === undefined;
    default:
      return false;
  }
}
