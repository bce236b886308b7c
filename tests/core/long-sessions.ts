import type { SessionEvent } from "../../lib/core/events.ts";
import { finished, opened, posted, queued, wholeCall, wholeTurn } from "./facts.ts";

/** Sessions of about `size` events, in the shapes that hurt: many answers, or one run that goes on and on. */
export const longSessions: Record<string, (size: number) => SessionEvent[]> = {
  "many short answers": (size) => [opened(), ...repeat(size / 5, (n) => answer(n))],
  "many answers with tools": (size) => [
    opened(),
    ...repeat(size / 15, (n) => answer(n, [...usingTool(`r${n}`, `a${n}`), ...usingTool(`r${n}`, `b${n}`)])),
  ],
  "one run that uses thousands of tools": (size) => [
    opened(),
    posted("m1"),
    queued("r1", { replyTo: "m1", limits: { turns: 10_000, tokens: 1e9, seconds: 1e9 } }),
    ...repeat(size / 5, (n) => usingTool("r1", `${n}`)),
  ],
};

function answer(n: number, before: SessionEvent[] = []): SessionEvent[] {
  return [
    posted(`m${n}`, "What is the matter?", { parentId: n === 0 ? null : `z${n - 1}-message` }),
    queued(`r${n}`, { replyTo: `m${n}` }),
    ...before,
    ...wholeTurn(`r${n}`, `z${n}`, "Nothing is the matter."),
    finished(`r${n}`),
  ];
}

function usingTool(runId: string, n: string): SessionEvent[] {
  const call = { callId: `call-${n}`, tool: "echo", arguments: { text: `something else ${n}` } };
  return [...wholeTurn(runId, `turn-${n}`, "", [call]), ...wholeCall(runId, call.callId)];
}

function repeat(times: number, make: (n: number) => SessionEvent[]): SessionEvent[] {
  return Array.from({ length: Math.floor(times) }, (_, n) => make(n)).flat();
}
