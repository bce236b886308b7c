import { z } from "zod";
import { sessionStatus } from "../../../lib/core/fields.ts";
import { json, noContent } from "../answer.ts";
import { cursor, flag, limit, words } from "../query.ts";
import { route } from "../route.ts";
import { sessionParams } from "../schemas/ids.ts";
import { pageOf } from "../schemas/page.ts";
import {
  fullViewOf,
  newSession,
  session,
  sessionChanges,
  sessionInFull,
  sessionSummary,
  viewOf,
} from "../schemas/session.ts";

const tag = "Sessions";

export const sessionRoutes = [
  route({
    id: "listSessions",
    method: "GET",
    path: "/api/v1/sessions",
    tag,
    summary: "List sessions, the last changed first",
    query: z.strictObject({
      search: words.optional().describe("Words of the title or of the last message."),
      status: z.optional(sessionStatus),
      tag: words.optional(),
      agent: words.optional(),
      waiting: flag.optional().describe("`true`: only those in which an approval or a question waits for you."),
      limit,
      cursor: cursor.optional(),
    }),
    answers: { 200: { description: "A page of sessions", schema: pageOf(sessionSummary) } },
    handle: async ({ runtime, principal, query }) =>
      json(200, await runtime.ports.lists.sessions({ ownerId: principal.userId, ...query })),
  }),
  route({
    id: "createSession",
    method: "POST",
    path: "/api/v1/sessions",
    tag,
    summary: "Open a session, or fork one",
    body: newSession,
    example: { title: "Plan the move", agent: "general", tags: ["home"] },
    answers: { 201: { description: "The new session; Location names it", schema: session } },
    async handle({ runtime, principal, body, key }) {
      const { forkOf, ...wanted } = body;
      const { id, state } = forkOf
        ? await runtime.forkSession(principal, forkOf, wanted.title, key?.openingId)
        : await runtime.openSession(principal, wanted, key?.openingId);
      return json(201, viewOf(id, state), { location: `/api/v1/sessions/${id}` });
    },
  }),
  route({
    id: "getSession",
    method: "GET",
    path: "/api/v1/sessions/{sessionId}",
    tag,
    summary: "Read a session: its runs and its todo list, without its messages",
    params: sessionParams,
    answers: { 200: { description: "The session", schema: sessionInFull } },
    handle: async ({ runtime, principal, params: { sessionId } }) =>
      json(200, fullViewOf(sessionId, await runtime.state(principal, sessionId))),
  }),
  route({
    id: "changeSession",
    method: "PATCH",
    path: "/api/v1/sessions/{sessionId}",
    tag,
    summary: "Change a session's title, agent, tags, status and the like",
    params: sessionParams,
    body: sessionChanges,
    example: { title: "Plan the move", tags: ["home", "spring"] },
    answers: { 200: { description: "The session as it is now", schema: session } },
    async handle({ runtime, principal, params: { sessionId }, body }) {
      const change = await runtime.dispatch(
        principal,
        sessionId,
        { type: "session.change", ...body },
        runtime.ports.newId("command"),
      );
      return json(200, viewOf(sessionId, change.state));
    },
  }),
  route({
    id: "deleteSession",
    method: "DELETE",
    path: "/api/v1/sessions/{sessionId}",
    tag,
    summary: "Cancel what is open and delete everything of the session",
    params: sessionParams,
    answers: { 204: { description: "It is gone" } },
    async handle({ runtime, principal, params: { sessionId } }) {
      await runtime.deleteSession(principal, sessionId);
      return noContent();
    },
  }),
];
