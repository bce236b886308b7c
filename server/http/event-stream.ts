import type { Streamed } from "./answer.ts";
import { followSession } from "./follow-session.ts";
import type { Call } from "./route.ts";
import { SseWriter } from "./sse-writer.ts";

/** A session's facts and glimpses as server-sent events. A fact's id is its number; glimpses have none. */
export function streamEvents(
  { runtime, principal, server }: Pick<Call, "runtime" | "principal" | "server">,
  sessionId: string,
  after: number,
): Streamed {
  server.streams.requireRoom();
  return {
    stream(response, headers) {
      const leave = server.streams.take();
      let stop = () => {};
      const out = new SseWriter(response, headers, {
        mayGoOn: () => runtime.state(principal, sessionId),
        onClose() {
          leave();
          stop();
        },
      });
      stop = followSession(runtime, principal, sessionId, after, {
        event: (event) => out.fact(event.type, event, event.seq),
        live: (live) => void out.glimpse("live", live),
        caughtUp() {
          for (const { runId, turnId, text, reasoning } of runtime.partials(sessionId)) {
            if (reasoning) out.glimpse("live", { type: "reasoning.delta", runId, turnId, offset: 0, text: reasoning });
            if (text) out.glimpse("live", { type: "text.delta", runId, turnId, offset: 0, text });
          }
        },
        drained: () => out.drained(),
        // The reader comes back at its place, and is told then if the trouble lasts.
        failed: () => response.destroy(),
      });
    },
  };
}
