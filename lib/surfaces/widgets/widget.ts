import type * as z from "zod/mini";

export interface WidgetDefinition<S extends z.ZodMiniObject = z.ZodMiniObject> {
  /** For the model: when it is the right one. */
  says: string;
  /** What a model or a tool may write: one flat object. Fields that it does not know are left out. */
  schema: S;
  /** One that fits, for the playground, the demo model and the tests. */
  example: z.input<S>;
}

export function widget<S extends z.ZodMiniObject>(definition: WidgetDefinition<S>): WidgetDefinition<S> {
  return definition;
}
