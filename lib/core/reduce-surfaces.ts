import type { EventOf, Recorded } from "./events.ts";
import type { Lists } from "./lists.ts";
import { applyPatch } from "./patch.ts";
import type { ShownSurface, Surface } from "./surface.ts";

type SurfaceEvent = Recorded<EventOf<"surface.shown" | "surface.changed" | "surface.acted">>;

/** What `reduce` makes of the events of surfaces. */
export function reduceSurfaces(before: ShownSurface[], event: SurfaceEvent, lists: Lists): ShownSurface[] {
  const { surfaceId, seq } = event;
  if (event.type === "surface.shown") {
    const { surface, runId, callId } = event;
    const shown: ShownSurface = {
      ...surface,
      id: surfaceId,
      seq,
      changedSeq: seq,
      acted: {},
      ...(runId && { runId }),
      ...(callId && { callId }),
    };
    return lists.append(before, shown);
  }
  const index = before.findLastIndex((surface) => surface.id === surfaceId);
  if (index < 0) return before;
  const surface = before[index] as ShownSurface;
  const after = event.type === "surface.changed" ? changed(surface, event.patch, seq) : acted(surface, event);
  return lists.replace(before, index, after);
}

function acted(shown: ShownSurface, event: Recorded<EventOf<"surface.acted">>): ShownSurface {
  const { nodeId, action, parameters, by, at } = event;
  return { ...shown, acted: { ...shown.acted, [nodeId]: { action, parameters, by, at } } };
}

/** A patch reaches only what the author of a surface writes; one that does not fit any more changes nothing. */
function changed(shown: ShownSurface, patch: EventOf<"surface.changed">["patch"], changedSeq: number): ShownSurface {
  const { title, data, ...rest } = shown;
  const authored: Partial<Surface> = {
    root: rest.root,
    nodes: rest.nodes,
    data: data ?? {},
    ...(title !== undefined && { title }),
  };
  const patched = applyPatch(authored, patch);
  if (!patched.ok) return shown;
  const { title: newTitle, root = [], nodes = {}, data: newData = {} } = patched.value;
  return { ...rest, ...(newTitle !== undefined && { title: newTitle }), root, nodes, data: newData, changedSeq };
}
