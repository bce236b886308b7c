import * as z from "zod/mini";
import { author, id } from "./fields.ts";
import { patchOperation } from "./patch.ts";
import { nodeId, surface } from "./surface.ts";

/** The facts about surfaces: a part of `sessionEvent`. */
export const surfaceEvents = [
  z.strictObject({
    type: z.literal("surface.shown"),
    /** The call that showed it names it, so that a fork renames both alike. */
    surfaceId: id,
    surface,
    runId: z.optional(id),
    callId: z.optional(id),
  }),
  z.strictObject({
    type: z.literal("surface.changed"),
    surfaceId: id,
    /** Paths begin at the surface: `/nodes/sales/rows/0`, `/data/total`, `/title`. */
    patch: z.array(patchOperation).check(z.minLength(1), z.maxLength(500)),
    by: author,
    runId: z.optional(id),
    callId: z.optional(id),
  }),
  z.strictObject({
    type: z.literal("surface.acted"),
    surfaceId: id,
    nodeId,
    action: z.string(),
    parameters: z.unknown(),
    by: id,
  }),
] as const;
