import type { FunctionExecution } from "../../lib/functions/execution.ts";
import { pageOf, readCursor } from "../db/cursor.ts";
import type { Database } from "../db/open-database.ts";
import type { ExecutionQuery } from "../ports/functions.ts";
import type { Page } from "../ports/page.ts";

const mostJson = 64 * 1024;

type Row = NonNullable<Awaited<ReturnType<Database["prisma"]["functionExecution"]["findUnique"]>>>;

/** What was run, for whom, and how it ended. */
export class ExecutionRows {
  readonly #rows: Database["prisma"]["functionExecution"];

  constructor({ prisma }: Database) {
    this.#rows = prisma.functionExecution;
  }

  async add(execution: FunctionExecution): Promise<void> {
    const { arguments: input, result, error, logs, ...rest } = execution;
    const data = {
      ...rest,
      arguments: json(input),
      result: json(result),
      error: error && json(error),
      logs: json(logs),
    };
    await this.#rows.create({ data });
  }

  async find(ownerId: string, id: string): Promise<FunctionExecution | null> {
    const row = await this.#rows.findUnique({ where: { id } });
    return row && row.ownerId === ownerId ? executionFrom(row) : null;
  }

  async list({ ownerId, runId, outcome, limit, cursor, ...query }: ExecutionQuery): Promise<Page<FunctionExecution>> {
    const rows = await this.#rows.findMany({
      where: { ownerId, function: query.function, runId, outcome, ...(cursor !== undefined && after(cursor)) },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take: limit + 1,
    });
    return pageOf(rows.map(executionFrom), limit, ({ at, id }) => [at, id]);
  }

  async count(ownerId: string, name: string, outcome?: FunctionExecution["outcome"]): Promise<number> {
    return this.#rows.count({ where: { ownerId, function: name, outcome } });
  }

  /** False if somebody was first. */
  async claimCompensation(id: string, by: string): Promise<boolean> {
    const { count } = await this.#rows.updateMany({ where: { id, compensatedBy: null }, data: { compensatedBy: by } });
    return count === 1;
  }

  /** It may be tried again. */
  async releaseCompensation(id: string): Promise<void> {
    await this.#rows.update({ where: { id }, data: { compensatedBy: null } });
  }
}

function after(cursor: string) {
  const [at, id] = readCursor(cursor);
  return { OR: [{ at: { lt: at } }, { at, id: { lt: id } }] };
}

function json(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.length <= mostJson ? text : JSON.stringify({ cut: true, reason: "too large", characters: text.length });
}

function executionFrom(row: Row): FunctionExecution {
  return {
    ...row,
    outcome: row.outcome as FunctionExecution["outcome"],
    arguments: JSON.parse(row.arguments),
    result: JSON.parse(row.result),
    error: row.error === null ? null : JSON.parse(row.error),
    logs: JSON.parse(row.logs),
  };
}
