import * as z from "zod/mini";
import { title } from "./fields.ts";
import type { PatchOperation } from "./patch.ts";

/**
 * A piece of generated UI as the log keeps it: nodes by id, and which of them stand at the top. What a node may be is
 * told by the catalogue (`lib/surfaces`); here it is only known to have a type.
 */
export const nodeId = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(64),
    z.regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, "may hold letters, digits, _ . and -"),
  );

export const surfaceNode = z.looseObject({ type: z.string().check(z.minLength(1), z.maxLength(40)) });
export type SurfaceNode = z.infer<typeof surfaceNode>;

export const surface = z.strictObject({
  /** What agents call it when they change it. */
  name: z.optional(nodeId),
  /** Where it stands: beside the call that showed it, or in the state rail for the whole session. */
  scope: z.enum(["message", "session"]),
  title: z.optional(title),
  root: z.array(nodeId),
  nodes: z.record(nodeId, surfaceNode),
  /** What its nodes may be bound to beside the session's state. */
  data: z.optional(z.record(z.string(), z.unknown())),
});
export type Surface = z.infer<typeof surface>;

/** A surface with what became of it. */
export interface ShownSurface extends Surface {
  id: string;
  /** The event that showed it, and the last one that changed it. */
  seq: number;
  changedSeq: number;
  runId?: string;
  callId?: string;
  /** By node: what was done there last. */
  acted: Record<string, SurfaceAct>;
}

export interface SurfaceAct {
  action: string;
  parameters: unknown;
  by: string;
  at: string;
}

/** What an action means, as the catalogue tells it. */
export type SurfaceConsequence =
  /** It answers the call that waits for it; where none waits, it is said in words to the agent. */
  | { do: "tell"; answer: unknown; words: string }
  | { do: "change"; patch: PatchOperation[] }
  | { do: "todo"; items: unknown }
  /** It is done to the run that showed the surface. */
  | { do: "run"; command: "run.cancel" | "run.pause" | "run.resume" | "run.retry" }
  | {
      do: "refuse";
      code: "invalid" | "not_found" | "conflict";
      reason: string;
      fields?: { path: string; message: string }[];
    };
