import { z } from "zod";
import { branchInView } from "../../../lib/core/path.ts";
import { type Answer, json } from "../answer.ts";
import { awaitReply } from "../await-reply.ts";
import { pageBySeq } from "../page-by-seq.ts";
import { postMessage } from "../post-message.ts";
import { cursor, flag, limit } from "../query.ts";
import { streamReply } from "../reply-stream.ts";
import { type Call, route } from "../route.ts";
import { sessionParams } from "../schemas/ids.ts";
import { message } from "../schemas/message.ts";
import { pageOf } from "../schemas/page.ts";
import { answered, type Post, post, posted, postForStream, postInSession } from "../schemas/post.ts";
import { replyEvents } from "../schemas/reply-events.ts";

const tag = "Messages";

const answers = {
  200: {
    description: "The agent's answer, where it was waited for and came in time; also where the run failed",
    schema: answered,
  },
  202: { description: "The message is in the log; the answer will be", schema: posted },
};

async function postAndWait(
  call: Pick<Call, "runtime" | "principal" | "key">,
  { wait = 0, ...body }: Post & { wait?: number },
): Promise<Answer> {
  const accepted = await postMessage(call, body);
  const reply = wait > 0 ? await awaitReply(call, accepted, wait) : null;
  return reply ? json(200, reply) : json(202, accepted);
}

export const messageRoutes = [
  route({
    id: "postMessage",
    method: "POST",
    path: "/api/v1/messages",
    tag,
    summary: "Say something to an agent, in a new session where none is named",
    body: post,
    example: { content: "What is 6*7?", wait: true },
    answers,
    handle: (call) => postAndWait(call, call.body),
  }),
  route({
    id: "postMessageForStream",
    method: "POST",
    path: "/api/v1/messages/stream",
    tag,
    summary: "The same, answered as a stream of server-sent events",
    description:
      "Hanging up does not stop the run; the same Idempotency-Key finds the same answer again. What `stream_data` said since the last `stream_reset` is, put together, the final message.",
    body: postForStream,
    example: { content: "Tell me a story." },
    answers: {
      200: {
        description: "`event:` and `data:` as described under ReplyEvent",
        mediaType: "text/event-stream",
        schema: replyEvents,
      },
    },
    streams: true,
    handle: streamReply,
  }),
  route({
    id: "listMessages",
    method: "GET",
    path: "/api/v1/sessions/{sessionId}/messages",
    tag,
    summary: "List the messages of the branch in view, the oldest first",
    params: sessionParams,
    query: z.strictObject({
      limit,
      cursor: cursor.optional(),
      all: flag.optional().describe("Those of all branches, waiting and withdrawn ones too."),
    }),
    answers: { 200: { description: "A page of messages", schema: pageOf(message) } },
    async handle({ runtime, principal, params: { sessionId }, query }) {
      const state = await runtime.state(principal, sessionId);
      return json(200, pageBySeq(query.all ? state.messages : branchInView(state), query));
    },
  }),
  route({
    id: "postMessageInSession",
    method: "POST",
    path: "/api/v1/sessions/{sessionId}/messages",
    tag,
    summary: "Say something in a session",
    params: sessionParams,
    body: postInSession,
    example: { content: "And then?", whileRunning: "steer" },
    answers,
    handle: (call) => postAndWait(call, { ...call.body, sessionId: call.params.sessionId }),
  }),
];
