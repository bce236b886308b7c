import * as z from "zod/mini";

/**
 * Glimpses: published, never stored. A delta carries its turn and its offset (UTF-16 units of that turn's text),
 * so a lost or doubled one is simply not applied.
 */
export const live = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("text.delta"),
    runId: z.string(),
    turnId: z.string(),
    offset: z.number(),
    text: z.string(),
  }),
  z.strictObject({
    type: z.literal("reasoning.delta"),
    runId: z.string(),
    turnId: z.string(),
    offset: z.number(),
    text: z.string(),
  }),
  z.strictObject({
    type: z.literal("arguments.delta"),
    runId: z.string(),
    turnId: z.string(),
    callId: z.string(),
    tool: z.string(),
    offset: z.number(),
    text: z.string(),
  }),
  /** `window` tells a person's windows apart; none is told of itself. To be forgotten when it is not said again. */
  z.strictObject({
    type: z.literal("typing"),
    userId: z.string(),
    active: z.boolean(),
    window: z.optional(z.string()),
  }),
  /** In how many windows this person has the session open now; 0 once the last was closed. */
  z.strictObject({ type: z.literal("presence"), userId: z.string(), online: z.number() }),
  z.strictObject({ type: z.literal("rate"), runId: z.string(), tokensPerSecond: z.number() }),
]);
export type Live = z.infer<typeof live>;
export type Delta = Extract<Live, { type: "text.delta" | "reasoning.delta" | "arguments.delta" }>;

/** The text so far of a turn that is still open: what someone who joins in the middle gets with the state. */
export interface Partial {
  runId: string;
  turnId: string;
  text: string;
  reasoning?: string;
}
