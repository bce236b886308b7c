import * as z from "zod/mini";
import { bound, common, figure, label, scalar, status, words } from "../fields.ts";
import { widget } from "./widget.ts";

const numbers = z.array(z.nullable(z.number())).check(z.maxLength(2_000));
export const columnKind = z.enum(["text", "number", "money", "percent", "date", "link"]);

/** What is counted and compared. */
export const figureWidgets = {
  metric: widget({
    says: "One number that matters, with its change and its course.",
    schema: z.object({
      ...common,
      type: z.literal("metric"),
      label: bound(label),
      value: bound(figure),
      unit: z.optional(label),
      delta: z.optional(bound(figure)),
      trend: z.optional(bound(numbers)),
    }),
    example: { type: "metric", label: "Orders today", value: 128, delta: "+12 %", trend: [80, 96, 91, 120, 128] },
  }),
  keyvalue: widget({
    says: "A few facts, each with its name.",
    schema: z.object({
      ...common,
      type: z.literal("keyvalue"),
      items: bound(z.array(z.object({ label, value: bound(scalar) })).check(z.maxLength(200))),
    }),
    example: {
      type: "keyvalue",
      items: [
        { label: "Agent", value: { $bind: "/run/agent" } },
        { label: "Cost so far", value: { $bind: "/run/cost" } },
      ],
    },
  }),
  table: widget({
    says: "Rows and columns; a row is a list or an object by column key.",
    schema: z.object({
      ...common,
      type: z.literal("table"),
      columns: z.optional(
        z
          .array(z.union([label, z.object({ key: label, label: z.optional(label), kind: z.optional(columnKind) })]))
          .check(z.maxLength(50)),
      ),
      rows: bound(
        z
          .array(z.union([z.array(scalar).check(z.maxLength(50)), z.record(z.string(), scalar)]))
          .check(z.maxLength(2_000, "must be at most 2,000 rows")),
      ),
    }),
    example: {
      type: "table",
      title: "Regions",
      columns: ["Region", { key: "Sales", kind: "money" }, { key: "Growth", kind: "percent" }],
      rows: [
        ["North", 1200, 0.12],
        ["South", 900, -0.03],
      ],
    },
  }),
  chart: widget({
    says: "Numbers as a picture. For pie, the first series by x.",
    schema: z.object({
      ...common,
      type: z.literal("chart"),
      kind: z.enum(["line", "bar", "area", "pie"]),
      x: bound(z.array(z.union([z.string(), z.number()])).check(z.maxLength(2_000))),
      series: bound(z.array(z.object({ name: label, values: bound(numbers) })).check(z.maxLength(12))),
      unit: z.optional(label),
    }),
    example: {
      type: "chart",
      title: "Revenue",
      kind: "bar",
      x: ["May", "June", "July"],
      series: [
        { name: "This year", values: [12, 15, 19] },
        { name: "Last year", values: [9, 11, 14] },
      ],
      unit: "k$",
    },
  }),
  progress: widget({
    says: "How far something is; null where nobody knows.",
    schema: z.object({
      ...common,
      type: z.literal("progress"),
      label: bound(label),
      value: bound(z.nullable(z.number())),
      max: z.optional(bound(z.number())),
      text: z.optional(bound(label)),
    }),
    example: { type: "progress", label: "Pages read", value: 4, max: 10, text: "4 of 10" },
  }),
  timeline: widget({
    says: "What happened, or will, in order.",
    schema: z.object({
      ...common,
      type: z.literal("timeline"),
      items: bound(
        z
          .array(z.object({ at: label, title: label, text: z.optional(words), status: z.optional(status) }))
          .check(z.maxLength(500)),
      ),
    }),
    example: {
      type: "timeline",
      items: [
        { at: "09:00", title: "Departure", status: "done" },
        { at: "12:40", title: "Change in Bern", text: "Platform 7", status: "running" },
      ],
    },
  }),
};
