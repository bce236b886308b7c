import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { transcriptMarkdown } from "../../../lib/core/transcript.ts";
import { checkInput } from "../../../lib/input/check-input.ts";
import { type Answer, json, text } from "../answer.ts";
import { streamEvents } from "../event-stream.ts";
import { limit, seq } from "../query.ts";
import { type Call, route } from "../route.ts";
import { event } from "../schemas/event.ts";
import { sessionParams } from "../schemas/ids.ts";
import { pageOf } from "../schemas/page.ts";

const tag = "Events";

export const eventRoutes = [
  route({
    id: "listEvents",
    method: "GET",
    path: "/api/v1/sessions/{sessionId}/events",
    tag,
    summary: "Read the session's log, or follow it",
    description:
      "As JSON, a page of the facts behind `after`. With `Accept: text/event-stream`, all of them and then what happens: `event:` is the type, `id:` the number, `data:` the event. Glimpses (text while it is written) come as `event: live`, without an id. Come back with `Last-Event-ID` and nothing is missing or doubled.",
    params: sessionParams,
    query: z.strictObject({
      after: seq.optional().describe("The number of the last event that is known; 0 for all."),
      cursor: seq.optional().describe("Another name for `after`."),
      limit,
    }),
    answers: {
      200: [
        { description: "A page of events", schema: pageOf(event) },
        { description: "Facts and glimpses while they happen", mediaType: "text/event-stream", schema: event },
      ],
    },
    async handle(call) {
      const { runtime, principal, params, query, request } = call;
      const after = placeOf(request) ?? query.after ?? query.cursor ?? 0;
      const events = await runtime.events(
        principal,
        params.sessionId,
        after,
        wantsStream(request) ? 1 : query.limit + 1,
      );
      if (events.length === 0 && after > 0) await requireWithin(call, params.sessionId, after);
      if (wantsStream(request)) return streamEvents(call, params.sessionId, after);
      const items = events.slice(0, query.limit);
      return json(200, { items, nextCursor: events.length > items.length ? String(items.at(-1)?.seq) : null });
    },
  }),
  route({
    id: "getTranscript",
    method: "GET",
    path: "/api/v1/sessions/{sessionId}/transcript",
    tag,
    summary: "Read the conversation as Markdown",
    params: sessionParams,
    answers: { 200: { description: "The branch in view", mediaType: "text/markdown" } },
    async handle({ runtime, principal, params: { sessionId } }): Promise<Answer> {
      return text("text/markdown; charset=utf-8", transcriptMarkdown(await runtime.state(principal, sessionId)));
    },
  }),
];

function wantsStream({ headers }: IncomingMessage): boolean {
  return /\btext\/event-stream\b/i.test(headers.accept ?? "");
}

/** What a reader that comes back names as the last event it has seen. */
function placeOf({ headers }: IncomingMessage): number | undefined {
  const last = headers["last-event-id"];
  return last === undefined || last === "" ? undefined : checkInput(seq, last, "Last-Event-ID");
}

/** A place beyond the log's end belongs to another log: going on from there would lose what comes next. */
async function requireWithin({ runtime }: Pick<Call, "runtime">, sessionId: string, after: number): Promise<void> {
  const head = await runtime.ports.log.head(sessionId);
  if (after <= head) return;
  const message = `is beyond the end of the log, which is ${head}`;
  throw new AppError("invalid", `The place ${after} ${message}. Read the session anew.`, {
    fields: [{ path: "after", message }],
  });
}
