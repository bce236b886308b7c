import * as z from "zod/mini";

/**
 * What an app in its frame may ask of the page around it: a part of MCP Apps (SEP-1865), JSON-RPC by `postMessage`. The
 * app is a stranger: everything it sends is checked here, and whatever is not named here is refused.
 */
const rpcId = z.union([z.string().check(z.maxLength(100)), z.number()]);
const rpc = { jsonrpc: z.literal("2.0") };
const textBlock = z.object({ type: z.literal("text"), text: z.string().check(z.minLength(1), z.maxLength(2_000)) });

const asks = z.discriminatedUnion("method", [
  z.object({ ...rpc, id: rpcId, method: z.literal("ui/initialize"), params: z.optional(z.unknown()) }),
  z.object({ ...rpc, id: rpcId, method: z.literal("ping") }),
  z.object({
    ...rpc,
    id: rpcId,
    method: z.literal("ui/open-link"),
    params: z.object({ url: z.string().check(z.maxLength(2_000)) }),
  }),
  z.object({
    ...rpc,
    id: rpcId,
    method: z.literal("ui/message"),
    params: z.object({
      role: z.literal("user"),
      content: z.union([textBlock, z.array(textBlock).check(z.minLength(1), z.maxLength(4))]),
    }),
  }),
  z.object({ ...rpc, method: z.literal("ui/notifications/initialized") }),
  z.object({
    ...rpc,
    method: z.literal("ui/notifications/size-changed"),
    params: z.object({ width: z.optional(z.number()), height: z.optional(z.number()) }),
  }),
]);
const anyRequest = z.object({ ...rpc, id: rpcId, method: z.string() });

export type RpcId = z.infer<typeof rpcId>;

export type AppAsk =
  | { does: "answer"; answer: object }
  /** It listens now: it is told what its tool was given and gave. */
  | { does: "begin" }
  | { does: "grow"; height: number }
  /** A person decides. */
  | { does: "ask"; id: RpcId; for: { link: string } | { say: string } }
  | { does: "nothing" };

export const leastHeight = 80;
export const mostHeight = 900;
const protocol = "2026-01-26";

/** What one message of the app comes to. */
export function askOf(message: unknown, host: { version: string; theme: "light" | "dark" }): AppAsk {
  const parsed = asks.safeParse(message);
  if (!parsed.success) {
    const request = anyRequest.safeParse(message);
    if (!request.success) return { does: "nothing" };
    const known = asks.def.options.some(({ shape }) => shape.method.def.values[0] === request.data.method);
    const error = known ? { code: -32602, message: "invalid params" } : { code: -32601, message: "not offered here" };
    return { does: "answer", answer: { jsonrpc: "2.0", id: request.data.id, error } };
  }
  const ask = parsed.data;
  switch (ask.method) {
    case "ui/initialize":
      return answerTo(ask.id, {
        protocolVersion: protocol,
        hostInfo: { name: "troupe", version: host.version },
        hostCapabilities: { openLinks: {}, message: { text: {} } },
        hostContext: { theme: host.theme, displayMode: "inline", availableDisplayModes: ["inline"] },
      });
    case "ping":
      return answerTo(ask.id, {});
    case "ui/open-link":
      return isWebAddress(ask.params.url)
        ? { does: "ask", id: ask.id, for: { link: ask.params.url } }
        : { does: "answer", answer: refusal(ask.id, "Only web addresses are opened.") };
    case "ui/message": {
      const blocks = Array.isArray(ask.params.content) ? ask.params.content : [ask.params.content];
      const say = blocks
        .map(({ text }) => text)
        .join("\n")
        .slice(0, 2_000)
        .trim();
      if (say === "") return { does: "answer", answer: refusal(ask.id, "It says nothing.") };
      return { does: "ask", id: ask.id, for: { say } };
    }
    case "ui/notifications/initialized":
      return { does: "begin" };
    case "ui/notifications/size-changed": {
      const { height } = ask.params;
      if (height === undefined || !Number.isFinite(height)) return { does: "nothing" };
      return { does: "grow", height: Math.min(mostHeight, Math.max(leastHeight, Math.ceil(height))) };
    }
  }
}

/** What an app is told when it begins. */
export function beginning({ input, result }: { input?: string | undefined; result?: string | undefined }): object[] {
  return [
    { jsonrpc: "2.0", method: "ui/notifications/tool-input", params: { arguments: parsed(input) ?? {} } },
    ...(result === undefined
      ? []
      : [{ jsonrpc: "2.0", method: "ui/notifications/tool-result", params: parsed(result) ?? { content: [] } }]),
  ];
}

export function done(id: RpcId): object {
  return { jsonrpc: "2.0", id, result: {} };
}

export function refusal(id: RpcId, message: string): object {
  return { jsonrpc: "2.0", id, error: { code: -32000, message } };
}

function answerTo(id: RpcId, result: object): AppAsk {
  return { does: "answer", answer: { jsonrpc: "2.0", id, result } };
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s@]+$/i.test(url);
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
