import { z } from "zod";
import { unreachable } from "../../../lib/core/errors.ts";
import { transcriptMarkdown } from "../../../lib/core/transcript.ts";
import { fileName } from "../../../lib/export/file-name.ts";
import { sessionHtml } from "../../../lib/export/session-html.ts";
import { sessionFile } from "../../../lib/export/session-json.ts";
import { json, text, type Whole } from "../answer.ts";
import { contentDisposition } from "../content-disposition.ts";
import { type Call, route } from "../route.ts";
import { event } from "../schemas/event.ts";
import { sessionParams } from "../schemas/ids.ts";
import { sessionSummary } from "../schemas/session.ts";

const format = z.enum(["markdown", "json", "html"]);

const exported = z
  .object({
    format: z.literal("troupe.session"),
    version: z.literal(1),
    exportedAt: z.string(),
    session: sessionSummary,
    events: z.array(event),
  })
  .meta({ id: "SessionFile" });

export const exportRoutes = [
  route({
    id: "exportSession",
    method: "GET",
    path: "/api/v1/sessions/{sessionId}/export",
    tag: "Sessions",
    summary: "Take a session home as a file",
    description:
      "Markdown and HTML tell the branch in view, for people; JSON is the whole log with what belongs to it, for programs.",
    params: sessionParams,
    query: z.strictObject({ format: format.default("markdown") }),
    answers: {
      200: [
        { description: "The file; Content-Disposition names it", mediaType: "text/markdown" },
        { description: "The whole log", schema: exported },
        { description: "A page that needs nothing else", mediaType: "text/html" },
      ],
    },
    handle: async (call) => fileOf(call, call.params.sessionId, call.query.format),
  }),
];

async function fileOf(
  { runtime, principal }: Pick<Call, "runtime" | "principal">,
  sessionId: string,
  wanted: z.infer<typeof format>,
): Promise<Whole> {
  const state = await runtime.state(principal, sessionId);
  const as = (ending: string) => ({
    "content-disposition": contentDisposition("attachment", fileName(state.title, ending)),
  });
  switch (wanted) {
    case "markdown":
      return { ...text("text/markdown; charset=utf-8", transcriptMarkdown(state)), headers: as("md") };
    case "html":
      return {
        ...text("text/html; charset=utf-8", sessionHtml(state)),
        headers: { ...as("html"), "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'" },
      };
    case "json": {
      const events = await runtime.events(principal, sessionId, 0);
      return json(200, sessionFile(sessionId, events, runtime.ports.now().toISOString()), as("json"));
    }
    default:
      return unreachable(wanted);
  }
}
