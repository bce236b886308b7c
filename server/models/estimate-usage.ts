import type { ModelRequest, Usage } from "../../lib/core/model.ts";
import { guessTokens } from "../../lib/core/tokens.ts";

/** Only for servers that report no usage, so that limits hold there too. */
export function estimateUsage(request: ModelRequest, writtenCharacters: number): Usage {
  let input = 0;
  for (const message of request.messages) {
    input += guessTokens(message.content);
    if (message.role === "assistant" && message.calls) input += guessTokens(JSON.stringify(message.calls));
  }
  if (request.tools.length > 0) input += guessTokens(JSON.stringify(request.tools));
  return { input, cached: 0, output: Math.ceil(writtenCharacters / 4), reasoning: 0 };
}
