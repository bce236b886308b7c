import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface OauthServer {
  url: string;
  port: number;
  /** What was issued, newest last. */
  issued: string[];
  registered: { redirect_uris: string[] }[];
  /** What was asked for tokens with, newest last. */
  forms: URLSearchParams[];
  /** By path, the last header `x-key` that came there. */
  keys: Map<string, string | undefined>;
  /** The access tokens so far are good no longer; refresh tokens are. */
  expire(): void;
  /** Nothing is good any longer. */
  revoke(): void;
  close(): Promise<void>;
}

/** An MCP server that wants to be authorized, and its authorization server, in one. PKCE is checked. */
export async function startOauthServer(): Promise<OauthServer> {
  const issued: string[] = [];
  const registered: { redirect_uris: string[] }[] = [];
  const forms: URLSearchParams[] = [];
  const keys: OauthServer["keys"] = new Map();
  const codes = new Map<string, { challenge: string; redirect: string }>();
  let good = new Set<string>();
  let refreshing = new Set<string>();
  let url = "";

  const http = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", url);
    const body = await textOf(request);
    keys.set(pathname, request.headers["x-key"] as string | undefined);
    if (pathname === "/mcp") return mcp(request, response, body);
    if (pathname.startsWith("/.well-known/oauth-protected-resource"))
      return json(response, 200, { resource: `${url}/mcp`, authorization_servers: [url] });
    if (pathname.startsWith("/.well-known/"))
      return json(response, 200, {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        registration_endpoint: `${url}/register`,
        response_types_supported: ["code"],
        grant_types_supported: ["authorization_code", "refresh_token"],
        code_challenge_methods_supported: ["S256"],
        token_endpoint_auth_methods_supported: ["none", "client_secret_post"],
      });
    if (pathname === "/register") {
      registered.push(JSON.parse(body));
      return json(response, 201, { ...JSON.parse(body), client_id: `client-${registered.length}` });
    }
    if (pathname === "/authorize") {
      const code = randomBytes(8).toString("hex");
      const redirect = searchParams.get("redirect_uri") ?? "";
      codes.set(code, { challenge: searchParams.get("code_challenge") ?? "", redirect });
      const location = `${redirect}?${new URLSearchParams({ code, state: searchParams.get("state") ?? "" })}`;
      response.writeHead(302, { location }).end();
      return;
    }
    if (pathname === "/token") return token(response, new URLSearchParams(body));
    json(response, 404, {});
  });

  function token(response: ServerResponse, form: URLSearchParams): void {
    forms.push(form);
    const code = codes.get(form.get("code") ?? "");
    const verifier = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isNew = form.get("grant_type") === "authorization_code" && code?.challenge === verifier;
    if (!isNew && !refreshing.has(form.get("refresh_token") ?? ""))
      return json(response, 400, { error: "invalid_grant" });
    const access = `access-planted-${randomBytes(8).toString("hex")}`;
    const refresh = `refresh-planted-${randomBytes(8).toString("hex")}`;
    good.add(access);
    refreshing.add(refresh);
    issued.push(access, refresh);
    json(response, 200, { access_token: access, refresh_token: refresh, token_type: "Bearer", expires_in: 3600 });
  }

  function mcp(request: IncomingMessage, response: ServerResponse, body: string): void {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    if (!good.has(bearer)) {
      const metadata = `Bearer resource_metadata="${url}/.well-known/oauth-protected-resource/mcp"`;
      response.writeHead(401, { "www-authenticate": metadata }).end();
      return;
    }
    if (request.method !== "POST") return void response.writeHead(405).end();
    const { id, method, params } = JSON.parse(body);
    const answer = (result: unknown) => json(response, 200, { jsonrpc: "2.0", id, result });
    if (id === undefined) return void response.writeHead(202).end();
    if (method === "initialize")
      return answer({
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: "guarded", version: "1" },
      });
    if (method === "tools/list") return answer({ tools: [{ name: "token", inputSchema: { type: "object" } }] });
    if (method === "tools/call") return answer({ content: [{ type: "text", text: `You sent ${bearer}` }] });
    if (method === "ping") return answer({});
    json(response, 200, { jsonrpc: "2.0", id, error: { code: -32601, message: "no such method" } });
  }

  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  return {
    url: `${url}/mcp`,
    port,
    issued,
    registered,
    forms,
    keys,
    expire() {
      good = new Set();
    },
    revoke() {
      good = new Set();
      refreshing = new Set();
    },
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
