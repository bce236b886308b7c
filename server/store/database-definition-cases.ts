import type { DefinitionCase, DefinitionKind } from "../../lib/definitions/definition.ts";
import type { Database } from "../db/open-database.ts";
import type { DefinitionCases } from "../ports/definitions.ts";

export class DatabaseDefinitionCases implements DefinitionCases {
  private readonly rows: Database["prisma"]["definitionCase"];
  private readonly results: Database["prisma"]["caseResult"];
  private readonly newId: () => string;
  private readonly now: () => Date;

  constructor({ prisma }: Database, newId: () => string, now: () => Date) {
    this.rows = prisma.definitionCase;
    this.results = prisma.caseResult;
    this.newId = newId;
    this.now = now;
  }

  async list(kind: DefinitionKind, name: string): Promise<DefinitionCase[]> {
    const rows = await this.rows.findMany({ where: { kind, name }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
    return rows.map(caseFrom);
  }

  async add(kind: DefinitionKind, name: string, made: Omit<DefinitionCase, "id">): Promise<DefinitionCase> {
    const { title, data } = made;
    const id = this.newId();
    const createdAt = this.now().toISOString();
    await this.rows.create({ data: { id, kind, name, title, data: JSON.stringify(data), createdAt } });
    return { id, title, data };
  }

  async replace(kind: DefinitionKind, name: string, { id, title, data }: DefinitionCase): Promise<boolean> {
    const where = { id, kind, name };
    // What came of the case as it was says nothing of the case as it is.
    await this.results.deleteMany({ where: { caseId: id, kind, name } });
    const { count } = await this.rows.updateMany({ where, data: { title, data: JSON.stringify(data) } });
    return count > 0;
  }

  async remove(kind: DefinitionKind, name: string, id: string): Promise<boolean> {
    await this.results.deleteMany({ where: { caseId: id, kind, name } });
    const { count } = await this.rows.deleteMany({ where: { id, kind, name } });
    return count > 0;
  }
}

function caseFrom({ id, title, data }: { id: string; title: string; data: string }): DefinitionCase {
  return { id, title, data: JSON.parse(data) };
}
