import type { Answer, Streamed } from "./answer.ts";
import { followSession } from "./follow-session.ts";
import { type Posted, postMessage } from "./post-message.ts";
import { ReplyFollower } from "./reply-follower.ts";
import type { Call } from "./route.ts";
import type { Post } from "./schemas/post.ts";
import { SseWriter } from "./sse-writer.ts";

/** Posts the message and tells its answer while it comes. Whoever hangs up stops listening, and nothing else. */
export async function streamReply(call: Call<unknown, unknown, Post>): Promise<Answer> {
  call.server.streams.requireRoom();
  const posted = await call.once(() => postMessage(call, call.body));
  return streamOf(call, posted);
}

function streamOf(
  { runtime, principal, server }: Pick<Call, "runtime" | "principal" | "server">,
  posted: Posted,
): Streamed {
  return {
    stream(response, headers) {
      const leave = server.streams.take();
      let stop = () => {};
      const out = new SseWriter(response, headers, {
        mayGoOn: () => runtime.state(principal, posted.sessionId),
        onClose() {
          leave();
          stop();
        },
      });
      const follower = new ReplyFollower(runtime, posted, out);
      stop = followSession(runtime, principal, posted.sessionId, posted.cursor, follower);
    },
  };
}
