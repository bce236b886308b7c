import { randomBytes } from "node:crypto";
import type {
  OAuthClientMetadata,
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthClientInformation,
  StoredOAuthTokens,
} from "@modelcontextprotocol/client";
import { isAppError } from "../../lib/core/errors.ts";
import type { McpServer } from "../../lib/mcp/mcp-server.ts";
import type { Secrets } from "../ports/secrets.ts";

interface Kept {
  /** Where the authorization server sends people back to, as it was told when this client introduced itself. */
  redirectUrl?: string;
  client?: StoredOAuthClientInformation;
  tokens?: StoredOAuthTokens;
}

type Http = Extract<McpServer["transport"], { type: "http" }>;

/** The store holds what the authorization server gave under this name, bound to the server's address. */
export function oauthSecretName(server: string): string {
  return `mcp:${server}:oauth`;
}

/** How one server's authorization goes: tokens stand in the secrets' store, what a round needs stays in memory. */
export class OauthClient implements OAuthClientProvider {
  /** Where the person is to go; null while nothing is asked. */
  authorizationUrl: URL | null = null;
  readonly pendingState = randomBytes(24).toString("base64url");
  private verifier = "";
  private discovered: OAuthDiscoveryState | undefined;
  private kept: Kept | null = null;
  private readonly server: McpServer;
  private readonly http: Http;
  private readonly secrets: Secrets;
  readonly redirectUrl: string;
  /** A person is here to be sent to the authorization server. */
  private readonly asking: boolean;

  constructor(server: McpServer, http: Http, secrets: Secrets, redirectUrl?: string) {
    this.server = server;
    this.http = http;
    this.secrets = secrets;
    this.redirectUrl = redirectUrl ?? "http://127.0.0.1/";
    this.asking = redirectUrl !== undefined;
  }

  get clientMetadata(): OAuthClientMetadata {
    return {
      client_name: "Troupe",
      redirect_uris: [this.redirectUrl],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: this.http.oauth?.clientSecret ? "client_secret_post" : "none",
      ...(this.http.oauth?.scope && { scope: this.http.oauth.scope }),
    };
  }

  /** Whether the person has authorized us before. Without that, a connection goes without. */
  async isKnown(): Promise<boolean> {
    return (await this.read()).tokens !== undefined;
  }

  state(): string {
    return this.pendingState;
  }

  async clientInformation(): Promise<StoredOAuthClientInformation | undefined> {
    const { clientId, clientSecret } = this.http.oauth ?? {};
    if (!clientId) {
      const { client, redirectUrl } = await this.read();
      return redirectUrl === this.redirectUrl || client === undefined || !this.asking ? client : undefined;
    }
    // It is sent where the server says that tokens are given: only where its owner let it go.
    const place = this.discovered?.authorizationServerMetadata?.token_endpoint ?? this.http.url;
    const secret = clientSecret && (await this.secrets.reveal(this.server.ownerId, clientSecret.secret, place));
    return { client_id: clientId, ...(secret && { client_secret: secret }) } as StoredOAuthClientInformation;
  }

  saveClientInformation(client: StoredOAuthClientInformation): Promise<void> {
    return this.write({ client, redirectUrl: this.redirectUrl });
  }

  async tokens(): Promise<StoredOAuthTokens | undefined> {
    return (await this.read()).tokens;
  }

  saveTokens(tokens: StoredOAuthTokens): Promise<void> {
    return this.write({ tokens });
  }

  redirectToAuthorization(url: URL): void {
    this.authorizationUrl = url;
  }

  saveCodeVerifier(verifier: string): void {
    this.verifier = verifier;
  }

  codeVerifier(): string {
    return this.verifier;
  }

  saveDiscoveryState(state: OAuthDiscoveryState): void {
    this.discovered = state;
  }

  discoveryState(): OAuthDiscoveryState | undefined {
    return this.discovered;
  }

  async invalidateCredentials(scope: "all" | "client" | "tokens" | "verifier" | "discovery"): Promise<void> {
    if (scope === "all" || scope === "discovery") this.discovered = undefined;
    if (scope === "all" || scope === "verifier") this.verifier = "";
    if (scope === "all") await this.forget();
    else if (scope === "client" || scope === "tokens") await this.write({ [scope]: undefined });
  }

  async forget(): Promise<void> {
    this.kept = null;
    await this.secrets.delete(this.server.ownerId, oauthSecretName(this.server.name));
  }

  private async read(): Promise<Kept> {
    if (this.kept) return this.kept;
    const { ownerId, name } = this.server;
    try {
      this.kept = JSON.parse(await this.secrets.reveal(ownerId, oauthSecretName(name), this.http.url)) as Kept;
      this.hide(this.kept);
    } catch (error) {
      // Nothing was given yet, or it was given for another address: the person is asked again.
      if (!isAppError(error) || (error.code !== "not_found" && error.code !== "forbidden")) throw error;
      this.kept = {};
    }
    return this.kept;
  }

  private async write(part: Partial<Kept>): Promise<void> {
    const kept = { ...(await this.read()), ...part };
    this.kept = kept;
    const { ownerId, name } = this.server;
    await this.secrets.put(ownerId, oauthSecretName(name), JSON.stringify(kept), [this.http.url]);
    this.hide(kept);
  }

  /** Each part by itself, so that it is known when it turns up alone. */
  private hide({ tokens, client }: Kept): void {
    const parts = [tokens?.access_token, tokens?.refresh_token, client?.client_secret];
    this.secrets.know(
      this.server.ownerId,
      parts.filter((part): part is string => typeof part === "string"),
    );
  }
}
