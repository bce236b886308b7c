import { z } from "zod";
import { isAppError } from "../../../lib/core/errors.ts";
import { route } from "../route.ts";
import { callbackPath } from "./mcp-servers.ts";

export const mcpOauthRoutes = [
  route({
    id: "finishMcpAuthorization",
    method: "GET",
    path: callbackPath,
    tag: "MCP",
    summary: "Where an authorization server sends a person back to; leads on to the page of the MCP servers",
    query: z.object({
      state: z.string().max(2_000).optional(),
      code: z.string().max(10_000).optional(),
      error: z.string().max(2_000).optional(),
      error_description: z.string().max(10_000).optional(),
      iss: z.string().max(2_000).optional(),
    }),
    answers: { 303: { description: "Location is the page, with what came of it" } },
    async handle({ runtime, principal, query }) {
      const answer = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined));
      const came = await runtime.ports.mcp.authorized(principal.userId, answer).then(
        (name) => ({ authorized: name }),
        (error: unknown) => {
          if (!isAppError(error)) throw error;
          return { refused: error.message };
        },
      );
      const location = `/tools/mcp?${new URLSearchParams(came)}`;
      return { status: 303, headers: { location, "cache-control": "no-store" }, mediaType: null, text: "" };
    },
  }),
];
