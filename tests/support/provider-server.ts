import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { anthropicFrames, openAiFrames, type Said } from "./provider-frames.ts";

/** What goes wrong, and after how many frames. */
export type Fault =
  /** Answers with this status instead; `retryAfter` in seconds or as an HTTP date. */
  | { kind: "status"; status: number; retryAfter?: string; body?: unknown }
  /** Takes the request and says nothing, not even headers. */
  | { kind: "no-answer" }
  /** Sends so many frames, then nothing more while the connection stays open. */
  | { kind: "stall"; after: number }
  /** Sends so many frames, then breaks the connection. */
  | { kind: "cut"; after: number }
  /** Sends so many frames, then ends in order without a finish. */
  | { kind: "unfinished"; after: number }
  /** Sends so many frames, then one that is not JSON. */
  | { kind: "garbage"; after: number }
  /** Sends so many frames, then an error in the stream. */
  | { kind: "error-frame"; after: number; error?: Record<string, unknown> };

export interface ScriptedReply extends Said {
  /** Not set: everything at once, in one write. */
  tokensPerSecond?: number;
  /** Sends the bytes in pieces of this size, each for itself, wherever that cuts. */
  bytesPerWrite?: number;
  /** Before the first frame. */
  delayMs?: number;
  fault?: Fault;
}

export interface ProviderRequest {
  protocol: "openai" | "anthropic";
  path: string;
  headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as they like
  body: any;
  /** Resolves when the client has closed the connection before the reply was done. */
  gone: Promise<void>;
}

/** One reply for every request, one after the other (the last one stays), or what a function says. */
export type Script = ScriptedReply | ScriptedReply[] | ((request: ProviderRequest, index: number) => ScriptedReply);

export interface ProviderServer {
  /** `http://127.0.0.1:port`. OpenAI and Anthropic speak below `/v1`, Ollama at its root. */
  url: string;
  requests: ProviderRequest[];
  /** Replies under way. */
  open(): number;
  /** Connections made so far. */
  connections(): number;
  /** From the next request on. */
  script(script: Script): void;
  /** The nth request, counted from 0, as soon as it has come. */
  request(index: number): Promise<ProviderRequest>;
  close(): Promise<void>;
}

/** A model server on this machine that speaks OpenAI chat completions, Anthropic messages and what is needed of Ollama. */
export async function startProviderServer(
  script: Script = { text: "Hello from the provider." },
  { ollamaModels = ["test-model:latest"], port = 0 }: { ollamaModels?: string[]; port?: number } = {},
): Promise<ProviderServer> {
  let current = script;
  let asked = 0;
  let connections = 0;
  const requests: ProviderRequest[] = [];
  const waiting = new Map<number, (request: ProviderRequest) => void>();
  const open = new Set<ServerResponse>();

  const server = createServer((incoming, response) => {
    const path = incoming.url ?? "/";
    if (path === "/api/tags") return json(response, 200, { models: ollamaModels.map((name) => ({ name })) });
    if (path === "/v1/models") return json(response, 200, { data: ollamaModels.map((id) => ({ id })) });
    const protocol = path.endsWith("/chat/completions") ? "openai" : path.endsWith("/messages") ? "anthropic" : null;
    if (incoming.method !== "POST" || protocol === null)
      return json(response, 404, { error: { message: `No ${path} here` } });
    void readBody(incoming).then((body) => {
      open.add(response);
      const gone = new Promise<void>((resolve) => {
        response.on("close", () => {
          open.delete(response);
          if (!response.writableFinished) resolve();
        });
      });
      const request: ProviderRequest = { protocol, path, headers: incoming.headers, body, gone };
      const index = requests.push(request) - 1;
      const reply = replyOf(current, request, asked++);
      void speak(reply, request, response);
      waiting.get(index)?.(request);
    });
  });
  server.on("connection", () => {
    connections += 1;
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    open: () => open.size,
    connections: () => connections,
    script(next) {
      current = next;
      asked = 0;
    },
    request(index) {
      const here = requests[index];
      return here ? Promise.resolve(here) : new Promise((resolve) => waiting.set(index, resolve));
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function replyOf(script: Script, request: ProviderRequest, index: number): ScriptedReply {
  if (typeof script === "function") return script(request, index);
  return Array.isArray(script) ? (script[Math.min(index, script.length - 1)] ?? {}) : script;
}

async function speak(reply: ScriptedReply, request: ProviderRequest, response: ServerResponse): Promise<void> {
  const { fault } = reply;
  if (fault?.kind === "no-answer") return;
  if (fault?.kind === "status") {
    if (fault.retryAfter !== undefined) response.setHeader("retry-after", fault.retryAfter);
    return json(
      response,
      fault.status,
      fault.body ?? { error: { message: `scripted ${fault.status}`, type: "scripted" } },
    );
  }
  const frames = (request.protocol === "openai" ? openAiFrames : anthropicFrames)(reply, String(request.body.model));
  const sent = fault ? [...frames.body, ...frames.end].slice(0, fault.after) : [...frames.body, ...frames.end];
  if (fault?.kind === "garbage") sent.push("data: {this is not JSON\n\n");
  if (fault?.kind === "error-frame")
    sent.push(errorFrame(request.protocol, fault.error ?? { type: "overloaded_error", message: "Overloaded" }));

  if (reply.delayMs) await sleep(reply.delayMs);
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  response.flushHeaders();
  response.socket?.setNoDelay(true);
  await send(sent, reply, response);
  if (fault?.kind === "stall") return;
  if (fault?.kind === "cut") response.destroy();
  else response.end();
}

async function send(
  frames: string[],
  { tokensPerSecond, bytesPerWrite }: ScriptedReply,
  response: ServerResponse,
): Promise<void> {
  if (bytesPerWrite) {
    const bytes = Buffer.from(frames.join(""));
    for (let from = 0; from < bytes.length && !response.destroyed; from += bytesPerWrite) {
      await new Promise((resolve) => response.write(bytes.subarray(from, from + bytesPerWrite), resolve));
      // A turn of the event loop, so that the pieces leave apart.
      await new Promise(setImmediate);
    }
    return;
  }
  if (!tokensPerSecond) {
    if (frames.length > 0) await new Promise((resolve) => response.write(frames.join(""), resolve));
    return;
  }
  const startedAt = performance.now();
  for (const [index, frame] of frames.entries()) {
    const early = startedAt + (index * 1000) / tokensPerSecond - performance.now();
    if (early > 1) await sleep(early);
    if (response.destroyed) return;
    response.write(frame);
  }
}

function errorFrame(protocol: ProviderRequest["protocol"], error: Record<string, unknown>): string {
  return protocol === "openai"
    ? `data: ${JSON.stringify({ error })}\n\n`
    : `event: error\ndata: ${JSON.stringify({ type: "error", error })}\n\n`;
}

async function readBody(incoming: IncomingMessage): Promise<unknown> {
  let text = "";
  incoming.setEncoding("utf8");
  for await (const part of incoming) text += part;
  try {
    return JSON.parse(text);
  } catch {
    return { unreadable: text };
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
