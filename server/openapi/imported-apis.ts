import { AppError } from "../../lib/core/errors.ts";
import type { ApiImport, ApiImportRequest } from "../../lib/openapi/api-import.ts";
import type { ApiDescription } from "../../lib/openapi/operation.ts";
import { readDescription } from "../../lib/openapi/read-description.ts";
import type { Database } from "../db/open-database.ts";
import type { GuardedClient } from "../http-client/guarded.ts";
import type { ApiImports } from "../ports/api-imports.ts";
import type { Secrets } from "../ports/secrets.ts";
import type { Tool, ToolSource } from "../ports/tools.ts";
import { apiTool } from "./api-tool.ts";
import { type Given, readDocument } from "./read-document.ts";

interface Dependencies {
  database: Database;
  http: Pick<GuardedClient, "request">;
  secrets: Pick<Secrets, "reveal">;
  now: () => Date;
  onTrouble(what: string, error: unknown): void;
}

const lookForChangesMs = 5_000;

/** APIs whose operations are tools. Only what was chosen is kept, never the document. */
export class ImportedApis implements ApiImports, ToolSource {
  private apis: ApiImport[] = [];
  private offered: readonly Tool[] = [];
  private known = "";
  private timer: NodeJS.Timeout | undefined;
  private readonly rows: Database["prisma"]["apiImport"];
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
    this.rows = dependencies.database.prisma.apiImport;
  }

  async start(): Promise<void> {
    await this.refresh();
    const { onTrouble } = this.dependencies;
    const look = () =>
      void this.refresh().catch((error: unknown) => onTrouble("could not read the imported APIs", error));
    this.timer = setInterval(look, lookForChangesMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  tools(): readonly Tool[] {
    return this.offered;
  }

  list(): ApiImport[] {
    return this.apis;
  }

  preview(given: Given): Promise<ApiDescription & { baseUrl: string | null }> {
    return this.read(given);
  }

  private async read(given: Given, wanted?: ReadonlySet<string>): Promise<ApiDescription & { baseUrl: string | null }> {
    const description = readDescription(await readDocument(given, this.dependencies.http), wanted);
    if (!description)
      throw new AppError("invalid", "This is no OpenAPI 3 description: it has no openapi: 3.x, or no paths.");
    return { ...description, baseUrl: baseOf(description.serverUrl, given.url) };
  }

  async add(ownerId: string, request: ApiImportRequest): Promise<ApiImport> {
    const { name, url, auth, approval } = request;
    if (await this.rows.findUnique({ where: { name } }))
      throw new AppError(
        "conflict",
        `There is an imported API named "${name}" already. Delete it, or take another name.`,
      );
    const description = await this.read(request, new Set(request.operations));
    const baseUrl = request.baseUrl ?? description.baseUrl;
    if (baseUrl === null)
      throw new AppError("invalid", "The description does not say where the API is. Give its address as baseUrl.", {
        fields: [{ path: "baseUrl", message: "is required: the description does not say where the API is" }],
      });
    if (auth) await this.dependencies.secrets.reveal(ownerId, auth.secret, baseUrl);
    const kept: ApiImport = {
      name,
      title: description.title,
      ownerId,
      baseUrl,
      sourceUrl: url ?? null,
      auth: auth ?? null,
      approval: approval ?? null,
      operations: [...new Set(request.operations)].map((id) => chosen(description, id)),
      createdAt: this.dependencies.now().toISOString(),
    };
    await this.rows.create({ data: { name, data: JSON.stringify(kept) } });
    await this.refresh();
    return kept;
  }

  async remove(name: string): Promise<boolean> {
    const { count } = await this.rows.deleteMany({ where: { name } });
    await this.refresh();
    return count > 0;
  }

  private async refresh(): Promise<void> {
    const rows = await this.rows.findMany({ orderBy: { name: "asc" } });
    const known = rows.map(({ data }) => data).join("\n");
    if (known === this.known) return;
    this.known = known;
    this.apis = rows.map(({ data }): ApiImport => JSON.parse(data));
    this.offered = this.apis.flatMap((api) => api.operations.map((each) => apiTool(api, each, this.dependencies)));
  }
}

function chosen(description: ApiDescription, id: string) {
  const found = description.operations.find((each) => each.id === id);
  if (found?.operation) return found.operation;
  const message = found ? `${id} cannot become a tool: ${found.problem}` : `There is no operation "${id}"`;
  throw new AppError("invalid", `${message}.`, { fields: [{ path: "operations", message }] });
}

function baseOf(serverUrl: string | null, sourceUrl: string | undefined): string | null {
  const given = serverUrl ?? "/";
  if (!URL.canParse(given, sourceUrl) || (serverUrl === null && sourceUrl === undefined)) return null;
  const url = new URL(given, sourceUrl);
  return /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : null;
}
