import { z } from "zod";
import { sessionEvent } from "../../../lib/core/events.ts";

/** An event as the log keeps it. */
export const event = z
  .intersection(sessionEvent, z.object({ seq: z.int().positive(), at: z.string(), commandId: z.string().optional() }))
  .meta({ id: "Event" });
