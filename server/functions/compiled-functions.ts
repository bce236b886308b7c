import type { CodeError } from "../../lib/functions/code-error.ts";
import type { Database } from "../db/open-database.ts";
import { type Compilation, type Compiled, compile, type Source, sourceHash } from "./compile.ts";

const mostKept = 500;

/** What sources became when they were saved. The same source is compiled once, and keeps the imports of that day. */
export class CompiledFunctions {
  readonly #rows: Database["prisma"]["compiledFunction"];
  readonly #now: () => Date;
  readonly #kept = new Map<string, Compiled>();

  constructor({ prisma }: Database, now: () => Date) {
    this.#rows = prisma.compiledFunction;
    this.#now = now;
  }

  async get(source: Source): Promise<Compilation> {
    const hash = sourceHash(source);
    const known = this.#kept.get(hash);
    if (known) return { ok: true, compiled: known };
    const row = await this.#rows.findUnique({ where: { hash } });
    if (row) return { ok: true, compiled: this.#keep(hash, JSON.parse(row.data)) };
    const made = await compile(source);
    if (!made.ok) return made;
    const data = JSON.stringify(made.compiled);
    await this.#rows.upsert({
      where: { hash },
      create: { hash, data, createdAt: this.#now().toISOString() },
      update: {},
    });
    return { ok: true, compiled: this.#keep(hash, made.compiled) };
  }

  async problems(source: Source): Promise<{ errors: CodeError[]; warnings: CodeError[]; imports: string[] }> {
    const made = await compile(source);
    if (!made.ok) return { errors: made.errors, warnings: [], imports: [] };
    const { warnings, imports } = made.compiled;
    return { errors: [], warnings, imports };
  }

  #keep(hash: string, compiled: Compiled): Compiled {
    if (this.#kept.size >= mostKept)
      for (const oldest of [...this.#kept.keys()].slice(0, mostKept / 2)) this.#kept.delete(oldest);
    this.#kept.set(hash, compiled);
    return compiled;
  }
}
