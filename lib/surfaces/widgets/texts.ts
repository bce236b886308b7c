import * as z from "zod/mini";
import { id } from "../../core/fields.ts";
import { bound, common, label, longText, tone, words } from "../fields.ts";
import { widget } from "./widget.ts";

const address = z.string().check(z.maxLength(2_000));

/** What is read. */
export const textWidgets = {
  markdown: widget({
    says: "Formatted text.",
    schema: z.object({ ...common, type: z.literal("markdown"), text: bound(longText) }),
    example: { type: "markdown", text: "## Findings\n\nSales grew in **every** region." },
  }),
  callout: widget({
    says: "One thing that must be noticed.",
    schema: z.object({ ...common, type: z.literal("callout"), tone: z.optional(tone), text: bound(words) }),
    example: { type: "callout", tone: "warning", title: "The budget is almost used", text: "12 dollars are left." },
  }),
  code: widget({
    says: "Source text, coloured.",
    schema: z.object({ ...common, type: z.literal("code"), code: bound(longText), language: z.optional(label) }),
    example: { type: "code", language: "ts", code: "export const answer = 6 * 7;" },
  }),
  diff: widget({
    says: "What changed between two texts, line by line.",
    schema: z.object({ ...common, type: z.literal("diff"), before: bound(longText), after: bound(longText) }),
    example: { type: "diff", title: "config.yml", before: "port: 80\nhost: a", after: "port: 8080\nhost: a" },
  }),
  json: widget({
    says: "Any data, to be looked into.",
    schema: z.object({ ...common, type: z.literal("json"), value: z.unknown() }),
    example: { type: "json", value: { id: 7, tags: ["new", "open"] } },
  }),
  logTail: widget({
    says: "The newest lines of a log; without lines those of the run.",
    schema: z.object({
      ...common,
      type: z.literal("logTail"),
      lines: z.optional(bound(z.array(words).check(z.maxLength(2_000)))),
    }),
    example: { type: "logTail", lines: ["12:00:01 started", "12:00:04 read 3 pages", "12:00:09 done"] },
  }),
  citations: widget({
    says: "Sources, with the words that matter.",
    schema: z.object({
      ...common,
      type: z.literal("citations"),
      items: bound(
        z.array(z.object({ title: label, url: z.optional(address), quote: z.optional(words) })).check(z.maxLength(200)),
      ),
    }),
    example: {
      type: "citations",
      items: [{ title: "A page", url: "https://example.com/page", quote: "Forty-two, as was said." }],
    },
  }),
  image: widget({
    says: "A picture that was sent here before, by its file id. Pictures elsewhere are linked, never loaded.",
    schema: z.object({
      ...common,
      type: z.literal("image"),
      alt: label,
      file: z.optional(id),
      url: z.optional(address),
      caption: z.optional(words),
    }),
    example: { type: "image", alt: "A harbour at dawn", url: "https://example.com/harbour.png" },
  }),
  file: widget({
    says: "Something to be downloaded: a text of yours, or a file that was sent here before.",
    schema: z.object({
      ...common,
      type: z.literal("file"),
      name: z.string().check(z.minLength(1), z.maxLength(200)),
      text: z.optional(bound(longText)),
      file: z.optional(id),
    }),
    example: { type: "file", name: "totals.csv", text: "month,total\nMay,12" },
  }),
};
