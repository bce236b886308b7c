import { AppError } from "../../lib/core/errors.ts";
import type { McpServer } from "../../lib/mcp/mcp-server.ts";
import type { GuardedClient } from "../http-client/guarded.ts";
import type { Secrets } from "../ports/secrets.ts";
import { reasonOf } from "./connection.ts";
import { OauthClient } from "./oauth-client.ts";

interface Round {
  server: McpServer;
  url: string;
  client: OauthClient;
  until: number;
}

interface Dependencies {
  http: Pick<GuardedClient, "fetch">;
  secrets: Secrets;
  now: () => Date;
}

const roundMs = 10 * 60_000;
const mostRounds = 100;

/** Authorization code with PKCE: from the first question to the person's return, by the `state` that both sides know. */
export class OauthRounds {
  private readonly open = new Map<string, Round>();
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  async begin(server: McpServer, redirectUrl: string): Promise<string | null> {
    if (server.transport.type !== "http")
      throw new AppError("conflict", "A program on this machine needs no authorization.");
    const { url } = server.transport;
    const client = new OauthClient(server, server.transport, this.dependencies.secrets, redirectUrl);
    const result = await this.ask(client, { serverUrl: url });
    if (result === "AUTHORIZED" || client.authorizationUrl === null) return null;
    this.forgetOld();
    this.open.set(client.pendingState, { server, url, client, until: this.time() + roundMs });
    return requireWebAddress(client.authorizationUrl);
  }

  /** Gives the server's name. */
  async finish(ownerId: string, answer: URLSearchParams): Promise<string> {
    const state = answer.get("state") ?? "";
    const round = this.open.get(state);
    if (!round || round.until < this.time() || round.server.ownerId !== ownerId)
      throw new AppError("gone", "This authorization was not asked for, or too long ago. Begin it again.");
    this.open.delete(state);
    const authorizationCode = answer.get("code");
    if (!authorizationCode) {
      const why = (answer.get("error_description") ?? answer.get("error") ?? "no reason").slice(0, 300);
      throw new AppError("forbidden", `The authorization server did not agree: ${why}.`);
    }
    const iss = answer.get("iss");
    await this.ask(round.client, { serverUrl: round.url, authorizationCode, ...(iss && { iss }) });
    return round.server.name;
  }

  private async ask(client: OauthClient, options: { serverUrl: string; authorizationCode?: string; iss?: string }) {
    const { auth } = await import("@modelcontextprotocol/client");
    try {
      return await auth(client, { ...options, fetchFn: (url, init) => this.dependencies.http.fetch(url, init) });
    } catch (error) {
      throw new AppError("unavailable", `The server could not be authorized: ${reasonOf(error).slice(0, 500)}`);
    }
  }

  private forgetOld(): void {
    for (const [state, { until }] of this.open)
      if (until < this.time() || this.open.size >= mostRounds) this.open.delete(state);
  }

  private time(): number {
    return this.dependencies.now().getTime();
  }
}

/** A browser goes there: nothing that would run in this page. */
function requireWebAddress(url: URL): string {
  if (url.protocol === "https:" || url.protocol === "http:") return url.href;
  throw new AppError("forbidden", "The server asks to be authorized at an address that is none of the web.");
}
