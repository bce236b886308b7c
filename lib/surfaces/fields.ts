import * as z from "zod/mini";
import { nodeId } from "../core/surface.ts";

/** What widgets share. Every text is text: no widget reads HTML. */

/** Taken live from the session: `{ "$bind": "/run/cost" }`. */
export const binding = z.strictObject({
  $bind: z
    .string()
    .check(
      z.maxLength(200),
      z.regex(
        /^\/(session|run|todo|plan|agents|data|local)(\/|$)/,
        "must begin with /session, /run, /todo, /plan, /agents, /data or /local",
      ),
    ),
});
export type Binding = z.infer<typeof binding>;

export function isBinding(value: unknown): value is Binding {
  return value !== null && typeof value === "object" && "$bind" in value && typeof value.$bind === "string";
}

/** A literal, or a binding that gives one. */
export function bound<T extends z.core.$ZodType>(schema: T) {
  return z.union([binding, schema]);
}

export const words = z.string().check(z.maxLength(4_000));
export const label = z.string().check(z.maxLength(300));
export const longText = z.string().check(z.maxLength(100_000));
export const name = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(64),
    z.regex(/^[A-Za-z][A-Za-z0-9_-]*$/, "must begin with a letter; letters, digits, _ and - may follow"),
  );
export const scalar = z.union(
  [z.string().check(z.maxLength(10_000)), z.number(), z.boolean(), z.null()],
  "must be text, a number, true, false or null",
);
export type Scalar = z.infer<typeof scalar>;
export const figure = z.union([z.string().check(z.maxLength(200)), z.number(), z.null()], "must be a number or text");
export const status = z.enum(["pending", "running", "done", "failed", "blocked", "cancelled"]);
export const tone = z.enum(["neutral", "info", "success", "warning", "error"]);
export const children = z.array(nodeId).check(z.maxLength(200));

/** A button under a widget. It says something to the agent, or stops, pauses, resumes or retries the run that showed it. */
export const button = z.object({
  name,
  label: z.string().check(z.minLength(1), z.maxLength(80)),
  does: z.optional(z.enum(["say", "run.cancel", "run.pause", "run.resume", "run.retry"])),
  /** What the agent is told; the label where it is missing. */
  says: z.optional(z.string().check(z.minLength(1), z.maxLength(2_000))),
});
export type SurfaceButton = z.infer<typeof button>;

/** What every widget may have. */
export const common = {
  title: z.optional(bound(label)),
  buttons: z.optional(z.array(button).check(z.maxLength(8))),
};
