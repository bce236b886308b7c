import { canonical } from "../core/canonical.ts";
import type { ModelRequest } from "../core/model.ts";
import type { ReadMessage } from "./cassette.ts";

/** What a model was asked, as far as it says something about the agent. */
export interface Asked {
  messages: ReadMessage[];
  tools: string[];
  settings: string;
}

export function askedIn({ messages, tools, sampling, responseSchema }: ModelRequest): Asked {
  return {
    messages: messages.map((message): ReadMessage => {
      const { role, content } = message;
      if (role === "tool") return { role, content, tool: message.tool, ...(message.failed && { failed: true }) };
      if (role !== "assistant" || !message.calls) return { role, content };
      return { role, content, calls: message.calls.map(({ tool, arguments: given }) => ({ tool, arguments: given })) };
    }),
    tools: tools.map(({ name }) => name).sort(),
    settings: canonical({ sampling, answer: responseSchema?.schema }),
  };
}

/** Where one request is not the other: what differs, and both sides of it. */
export interface AskedOtherwise {
  what: string;
  expected: string;
  got: string;
}

export function differenceOf(expected: Asked, got: Asked): AskedOtherwise | null {
  const most = Math.max(expected.messages.length, got.messages.length);
  for (let index = 0; index < most; index++) {
    const [before, after] = [expected.messages[index], got.messages[index]];
    if (canonical(before) === canonical(after)) continue;
    const what = (before ?? after)?.role === "system" ? "The instructions" : `Message ${index} that the model reads`;
    return { what, expected: told(before), got: told(after) };
  }
  if (canonical(expected.tools) !== canonical(got.tools))
    return { what: "The tools", expected: expected.tools.join(", "), got: got.tools.join(", ") };
  if (expected.settings !== got.settings)
    return { what: "The settings", expected: expected.settings, got: got.settings };
  return null;
}

/** How many messages two requests begin with alike. */
export function inCommon(a: Asked, b: Asked): number {
  const first = a.messages.findIndex((message, index) => canonical(message) !== canonical(b.messages[index]));
  return first < 0 ? a.messages.length : first;
}

function told(message: ReadMessage | undefined): string {
  if (!message) return "(nothing)";
  const calls = (message.calls ?? []).map(({ tool, arguments: given }) => `${tool} ${canonical(given)}`);
  const from = message.role === "system" ? [] : [`${message.role}${message.tool ? ` ${message.tool}` : ""}:`];
  return [...from, ...(message.content === "" ? [] : [message.content]), ...calls].join("\n");
}
