import type { ApiImport, ApiImportRequest } from "../../lib/openapi/api-import.ts";
import type { ApiDescription } from "../../lib/openapi/operation.ts";

/** APIs whose operations are tools, from their OpenAPI descriptions. */
export interface ApiImports {
  list(): ApiImport[];
  /** What a description offers. Nothing is kept. */
  preview(given: {
    url?: string | undefined;
    document?: unknown;
  }): Promise<ApiDescription & { baseUrl: string | null }>;
  add(ownerId: string, request: ApiImportRequest): Promise<ApiImport>;
  /** False if there is no such import. */
  remove(name: string): Promise<boolean>;
}
