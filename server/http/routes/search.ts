import { z } from "zod";
import { author, count, id } from "../../../lib/core/fields.ts";
import type { Found } from "../../../lib/search/found.ts";
import { json } from "../answer.ts";
import { cursor, limit } from "../query.ts";
import { route } from "../route.ts";
import { pageOf } from "../schemas/page.ts";

const found = z
  .object({
    sessionId: id,
    sessionTitle: z.string(),
    messageId: id,
    seq: count,
    author,
    at: z.string(),
    snippet: z
      .object({
        text: z.string(),
        marks: z
          .array(z.object({ from: count, to: count }))
          .describe("Where in the text it stands what was looked for, in UTF-16 units."),
      })
      .describe("A piece of the message: plain text, no HTML."),
    score: z.number().describe("How well it fits; to be compared within one answer only."),
  })
  .meta({ id: "FoundMessage" }) satisfies z.ZodType<Found>;

export const searchRoutes = [
  route({
    id: "searchMessages",
    method: "GET",
    path: "/api/v1/search",
    tag: "Messages",
    summary: "Search all messages of all sessions",
    description:
      'All words must be there, in any order; "words in quotes" one after the other; the last word may be a beginning. Case and accents do not matter. The best come first, of the newest 2000 that fit.',
    query: z.strictObject({
      query: z.string().max(500).describe("No text is refused; one without letters or digits finds nothing."),
      limit,
      cursor: cursor.optional(),
    }),
    answers: { 200: { description: "A page of messages", schema: pageOf(found) } },
    handle: async ({ runtime, principal, query }) =>
      json(200, await runtime.ports.search.find({ ownerId: principal.userId, ...query })),
  }),
];
