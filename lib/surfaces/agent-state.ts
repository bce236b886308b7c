import * as z from "zod/mini";
import type { Command } from "../core/commands.ts";
import { id } from "../core/fields.ts";
import { branchInView } from "../core/path.ts";
import { openRuns, openTurn, type SessionState } from "../core/state.ts";
import { nodeId } from "../core/surface.ts";

/**
 * A session as the messages of generative-UI clients that know a list of actions and a status: `state_update` out,
 * `action` in. Messages and widgets stand in the order in which they came.
 */
export interface AgentAction {
  id: string;
  type: "create" | "update" | "delete" | "render";
  timestamp: number;
  componentType?: string;
  props?: Record<string, unknown>;
  content?: string;
  metadata?: Record<string, unknown>;
}

export interface StateUpdate {
  type: "state_update";
  payload: {
    actions: AgentAction[];
    status: "idle" | "processing" | "streaming" | "complete" | "error";
    error?: string;
  };
  timestamp: number;
}

interface Placed {
  seq: number;
  actions: AgentAction[];
}

export const agentAction = z.object({
  id: z.optional(z.string()),
  type: z.enum(["create", "update", "delete", "render"]),
  componentType: z.optional(z.string()),
  content: z.optional(z.string().check(z.maxLength(400_000))),
  metadata: z.optional(
    z.object({
      surfaceId: z.optional(id),
      nodeId: z.optional(nodeId),
      action: z.optional(z.string()),
      parameters: z.optional(z.record(z.string(), z.unknown())),
    }),
  ),
});

export function stateUpdate(state: SessionState, timestamp: number): StateUpdate {
  const said = branchInView(state).map(
    (message): Placed => ({
      seq: message.seq,
      actions: [
        {
          id: message.id,
          type: "create" as const,
          timestamp: Date.parse(message.at),
          componentType: "text",
          content: message.content,
          metadata: { author: message.author },
        },
      ],
    }),
  );
  const shown = state.surfaces.map(
    (surface): Placed => ({
      seq: surface.seq,
      actions: Object.entries(surface.nodes).map(([node, { type, ...props }]) => ({
        id: `${surface.id}:${node}`,
        type: surface.changedSeq === surface.seq ? ("render" as const) : ("update" as const),
        timestamp: Date.parse(state.changedAt),
        componentType: type,
        props,
        metadata: { surfaceId: surface.id, nodeId: node, ...(surface.title && { title: surface.title }) },
      })),
    }),
  );
  const actions = [...said, ...shown].sort((a, b) => a.seq - b.seq).flatMap((each) => each.actions);
  return { type: "state_update", payload: { actions, ...statusOf(state) }, timestamp };
}

/** The command that a client's action means; null where it means none. */
export function commandFromAction(action: z.infer<typeof agentAction>): Command | null {
  const { surfaceId, nodeId: node, action: name, parameters } = action.metadata ?? {};
  if (surfaceId && node && name)
    return { type: "surface.act", surfaceId, nodeId: node, action: name, ...(parameters && { parameters }) };
  const content = action.content?.trim();
  return action.type === "create" && content ? { type: "message.post", content } : null;
}

function statusOf(state: SessionState): Pick<StateUpdate["payload"], "status" | "error"> {
  const open = openRuns(state);
  if (open.some((run) => openTurn(run))) return { status: "streaming" };
  if (open.length > 0) return { status: "processing" };
  const last = state.runs.at(-1);
  if (!last) return { status: "idle" };
  return last.finished?.error ? { status: "error", error: last.finished.error.message } : { status: "complete" };
}
