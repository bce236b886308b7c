import * as z from "zod/mini";
import { nodeId } from "../../core/surface.ts";
import { children, common, label } from "../fields.ts";
import { widget } from "./widget.ts";

/** What holds others, by their ids. */
export const layoutWidgets = {
  grid: widget({
    says: "Others side by side.",
    schema: z.object({
      ...common,
      type: z.literal("grid"),
      children,
      columns: z.optional(z.int().check(z.minimum(1), z.maximum(4))),
    }),
    example: { type: "grid", columns: 2, children: ["a", "b"] },
  }),
  stack: widget({
    says: "Others below each other.",
    schema: z.object({ ...common, type: z.literal("stack"), children }),
    example: { type: "stack", children: ["a", "b"] },
  }),
  section: widget({
    says: "Others under a heading, which may be folded away.",
    schema: z.object({ ...common, type: z.literal("section"), children, folded: z.optional(z.boolean()) }),
    example: { type: "section", title: "Details", children: ["a"] },
  }),
  tabs: widget({
    says: "Others behind each other, one shown at a time.",
    schema: z.object({
      ...common,
      type: z.literal("tabs"),
      tabs: z.array(z.object({ label, child: nodeId })).check(z.minLength(1), z.maxLength(20)),
    }),
    example: {
      type: "tabs",
      tabs: [
        { label: "Now", child: "a" },
        { label: "Later", child: "b" },
      ],
    },
  }),
};
