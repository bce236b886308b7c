import * as z from "zod/mini";
import { slug } from "../../core/fields.ts";
import { common, label, longText } from "../fields.ts";
import { widget } from "./widget.ts";

/** What programs elsewhere bring with them. Only their own tools show it: no model is told of it. */
export const appWidgets = {
  mcpApp: widget({
    says: "An app that an MCP server brings, in a frame that reaches nothing.",
    schema: z.object({
      ...common,
      type: z.literal("mcpApp"),
      server: slug,
      uri: z.string().check(z.maxLength(500), z.regex(/^ui:\/\/[^\s]+$/, "must begin with ui://")),
      tool: z.optional(label),
      /** As JSON, so that nothing in it is taken for a binding. */
      input: z.optional(longText),
      result: z.optional(longText),
    }),
    example: { type: "mcpApp", server: "weather", uri: "ui://weather/map", tool: "forecast", input: '{"city":"Rome"}' },
  }),
};
