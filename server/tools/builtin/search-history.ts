import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { branchInView } from "../../../lib/core/path.ts";
import { findRun, inConversation, type Message, type SessionState } from "../../../lib/core/state.ts";
import { defineTool } from "../define-tool.ts";

const before = 80;
const snippetLength = 300;

const match = z.strictObject({ messageId: z.string(), at: z.string(), author: z.string(), snippet: z.string() });

export const searchHistory = defineTool({
  name: "search_history",
  description:
    "Finds earlier messages of this session that hold all the given words, newest first. Use it when something was said before that you no longer see.",
  arguments: z.strictObject({
    query: z.string().trim().min(1).max(500).describe("Words; upper and lower case are the same."),
    limit: z.int().min(1).max(50).default(10),
  }),
  details: z.strictObject({ matches: z.array(match) }),
  permissions: ["session"],
  retry: "safe",
  timeoutMs: 5000,
  run({ query, limit }, context) {
    const state = context.state();
    if (!state) throw new AppError("conflict", "search_history searches a session; there is none here.");
    const words = query.toLowerCase().split(/\s+/);
    const matches: z.infer<typeof match>[] = [];
    for (const message of newestFirst(state)) {
      const text = message.content.toLowerCase();
      if (!words.every((word) => text.includes(word))) continue;
      const first = Math.min(...words.map((word) => text.indexOf(word)));
      matches.push({
        messageId: message.id,
        at: message.at,
        author: message.author.id,
        snippet: snippetAt(message.content, first),
      });
      if (matches.length === limit) break;
    }
    const content =
      matches.length > 0
        ? matches.map(({ at, author, snippet }) => `- ${at} ${author}: ${snippet}`).join("\n")
        : `No message of this session holds ${words.length > 1 ? "all of these words" : "this word"}.`;
    return { content, details: { matches } };
  },
});

/** What was said in the branch in view and in the transcripts of tasks and children; not what an edit replaced. */
function* newestFirst(state: SessionState): Generator<Message> {
  const inView = new Set(branchInView(state).map((message) => message.id));
  for (const message of state.messages.toReversed()) {
    if (message.status !== "placed" || message.content === "") continue;
    const run = message.runId ? findRun(state, message.runId) : undefined;
    if (inView.has(message.id) || (run && !inConversation(run))) yield message;
  }
}

function snippetAt(content: string, hit: number): string {
  const from = Math.max(0, hit - before);
  const to = from + snippetLength;
  const text = content.slice(from, to).toWellFormed().replace(/\s+/g, " ").trim();
  return `${from > 0 ? "…" : ""}${text}${to < content.length ? "…" : ""}`;
}
