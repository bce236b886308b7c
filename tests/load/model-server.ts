import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pacedTokens, tokensPerSecond } from "./pace.ts";
import { stampedToken } from "./stamps.ts";
import { workAsChild } from "./work-as-child.ts";

/**
 * A model that costs nothing: OpenAI chat completions under `/at-once/v1` (all tokens without a delay, each in a write of
 * its own) and `/paced/v1` (so many tokens a second, each with the time at which it left).
 */
const tokensAtOnce = 50;

const head = '{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1800000000,"model":"bench"';
const frame = (content: string) =>
  `data: ${head},"choices":[{"index":0,"delta":{"content":${JSON.stringify(content)}},"finish_reason":null}]}\n\n`;
const usage = (output: number) =>
  `"usage":{"prompt_tokens":100,"completion_tokens":${output},"total_tokens":${100 + output}}`;
const ending = (output: number) =>
  `data: ${head},"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: ${head},"choices":[],${usage(output)}}\n\ndata: [DONE]\n\n`;
const atOnceFrames = Array.from({ length: tokensAtOnce }, (_, index) => frame(`word${index % 10} `));

interface Stream {
  response: ServerResponse;
  startedAt: number;
  sent: number;
}
const paced = new Set<Stream>();

// One clock for all streams: they begin at different times, so they are due at different ticks.
setInterval(() => {
  const now = performance.now();
  for (const stream of paced) {
    while (stream.sent < pacedTokens && now >= stream.startedAt + (stream.sent * 1000) / tokensPerSecond) {
      stream.response.write(frame(stampedToken(stream.sent++)));
    }
    if (stream.sent < pacedTokens) continue;
    paced.delete(stream);
    stream.response.end(ending(pacedTokens));
  }
}, 2);

const server = createServer((request, response) => {
  const path = request.url ?? "";
  if (path.endsWith("/models")) {
    response.writeHead(200, { "content-type": "application/json" }).end('{"object":"list","data":[{"id":"bench"}]}');
    return;
  }
  request.resume().on("end", () => {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    if (path.startsWith("/paced/")) {
      response.flushHeaders();
      const stream = { response, startedAt: performance.now(), sent: 0 };
      paced.add(stream);
      response.on("close", () => paced.delete(stream));
      return;
    }
    for (const each of atOnceFrames) response.write(each);
    response.end(ending(tokensAtOnce));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => workAsChild({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
