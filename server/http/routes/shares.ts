import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { id } from "../../../lib/core/fields.ts";
import type { ShareLink } from "../../../lib/export/share-link.ts";
import { json, noContent } from "../answer.ts";
import { route } from "../route.ts";
import { sessionParams } from "../schemas/ids.ts";
import { pageOf } from "../schemas/page.ts";

const tag = "Sessions";
const mostLinks = 50;
const dayMs = 24 * 60 * 60 * 1_000;

const link = z
  .object({
    id,
    sessionId: id,
    seq: z.int().nonnegative().describe("What is shown ends with this event; what comes later is not."),
    withTools: z
      .boolean()
      .describe("Whether it also shows the agents' thoughts, and what tools were given, gave back and showed."),
    createdAt: z.string(),
    expiresAt: z.string().nullable().describe("Null: it is open until it is revoked."),
  })
  .meta({ id: "ShareLink" }) satisfies z.ZodType<ShareLink>;

const newLink = z
  .strictObject({
    seq: z.int().positive().optional().describe("The last event that is shown; the newest one if nothing is said."),
    withTools: z
      .boolean()
      .default(false)
      .describe(
        "Also shows the agents' thoughts, and what tools were given, gave back and showed, which may hold secrets.",
      ),
    expiresInDays: z
      .union([z.literal(1), z.literal(7), z.literal(30), z.null()], { error: "must be 1, 7, 30, or null for never" })
      .default(7),
  })
  .meta({ id: "NewShareLink" });

const made = z
  .object({
    ...link.shape,
    path: z.string().describe("The page's address on this server, with the token. It is told only this once."),
  })
  .meta({ id: "MadeShareLink" });

export const shareRoutes = [
  route({
    id: "shareSession",
    method: "POST",
    path: "/api/v1/sessions/{sessionId}/shares",
    tag,
    summary: "Make a read-only link to a session as it stands",
    description:
      "Whoever has the address reads the conversation up to `seq`, without an account, until it expires or is revoked. The address is told only in this answer: the server keeps a hash of it.",
    params: sessionParams,
    body: newLink,
    example: { expiresInDays: 7, withTools: false },
    answers: { 201: { description: "The link with its address; Location names it", schema: made } },
    // An answer that is kept under its key would keep the token: only what was made is kept.
    streams: true,
    async handle({ runtime, principal, params: { sessionId }, body, once }) {
      const { head } = await runtime.state(principal, sessionId);
      const { seq = head, withTools, expiresInDays } = body;
      if (seq > head)
        throw new AppError("invalid", `The session has events 1 to ${head}; it cannot be shared at ${seq}.`);
      const { shares, now } = runtime.ports;
      let token: string | null = null;
      const added = await once(async () => {
        if ((await shares.list(principal.userId, sessionId)).length >= mostLinks)
          throw new AppError("conflict", `A session has at most ${mostLinks} links. Revoke one that is not needed.`);
        const expiresAt =
          expiresInDays === null ? null : new Date(now().getTime() + expiresInDays * dayMs).toISOString();
        const one = await shares.add({ ownerId: principal.userId, sessionId, seq, withTools, expiresAt });
        token = one.token;
        return one.link;
      });
      if (token === null)
        throw new AppError(
          "conflict",
          "This key has made a link already, and its address is told only once. Revoke it, and make another with a new key.",
        );
      const location = `/api/v1/sessions/${sessionId}/shares/${added.id}`;
      return json(201, { ...added, path: `/share/${token}` }, { location });
    },
  }),
  route({
    id: "listShares",
    method: "GET",
    path: "/api/v1/sessions/{sessionId}/shares",
    tag,
    summary: "List a session's links that are open, without their addresses",
    params: sessionParams,
    answers: { 200: { description: "All open links, newest first", schema: pageOf(link) } },
    async handle({ runtime, principal, params: { sessionId } }) {
      await runtime.state(principal, sessionId);
      return json(200, { items: await runtime.ports.shares.list(principal.userId, sessionId), nextCursor: null });
    },
  }),
  route({
    id: "revokeShare",
    method: "DELETE",
    path: "/api/v1/sessions/{sessionId}/shares/{shareId}",
    tag,
    summary: "Revoke a link: nobody reads by it from now on",
    params: sessionParams.extend({ shareId: id }),
    answers: { 204: { description: "It is closed" } },
    async handle({ runtime, principal, params: { sessionId, shareId } }) {
      await runtime.state(principal, sessionId);
      if (!(await runtime.ports.shares.revoke(principal.userId, sessionId, shareId)))
        throw new AppError("not_found", `There is no link "${shareId}" to this session.`);
      return noContent();
    },
  }),
];
