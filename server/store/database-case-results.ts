import type { CaseResult, DefinitionKind } from "../../lib/definitions/definition.ts";
import type { Sql } from "../db/sql.ts";
import type { CaseResults } from "../ports/definitions.ts";

export class DatabaseCaseResults implements CaseResults {
  private readonly sql: Sql;

  constructor(sql: Sql) {
    this.sql = sql;
  }

  async keep(kind: DefinitionKind, name: string, hash: string, result: CaseResult): Promise<void> {
    const { caseId, passed, at, ...data } = result;
    await this.sql.run(
      `INSERT INTO "CaseResult" ("caseId", "hash", "kind", "name", "passed", "data", "at") VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT ("caseId", "hash") DO UPDATE SET "passed" = excluded."passed", "data" = excluded."data", "at" = excluded."at"`,
      [caseId, hash, kind, name, passed, JSON.stringify(data), at],
    );
  }

  async list(kind: DefinitionKind, name: string, hash: string): Promise<CaseResult[]> {
    const rows = await this.sql.rows(
      `SELECT "caseId", "passed", "data", "at" FROM "CaseResult"
       WHERE "kind" = ? AND "name" = ? AND "hash" = ? ORDER BY "caseId"`,
      [kind, name, hash],
    );
    return rows.map(([caseId, passed, data, at]) => ({
      ...JSON.parse(String(data)),
      caseId: String(caseId),
      passed: Boolean(passed),
      at: String(at),
    }));
  }
}
