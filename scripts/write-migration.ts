// Writes the next migration of both databases: npm run db:migration -- <name>
// It leads from prisma/migrations/schema.prisma, the form that the migrations so far lead to, to prisma/schema.prisma.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { openSchemaEngine } from "../server/db/schema-engine.ts";

const [name] = process.argv.slice(2);
if (!name || !/^[a-z0-9_]+$/.test(name)) stop("Say what changes, in lower case: npm run db:migration -- added_tags");

const folder = "prisma/migrations";
const before = join(folder, "schema.prisma");
const after = "prisma/schema.prisma";
const time = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);

const written = (["sqlite", "postgresql"] as const).map(async (provider) => {
  const to = { tag: "schemaDatamodel" as const, files: [{ path: after, content: schemaFor(provider, after) }] };
  const from = existsSync(before)
    ? { tag: "schemaDatamodel" as const, files: [{ path: before, content: schemaFor(provider, before) }] }
    : { tag: "empty" as const };
  // Two schemas are compared, and no database: any adapter will do.
  const engine = await openSchemaEngine(new PrismaBetterSqlite3({ url: ":memory:" }), schemaFor(provider, after));
  const filters = { externalTables: [], externalEnums: [] };
  const { stdout } = await engine.diff({ from, to, script: true, exitCode: null, filters });
  if (!stdout || /^-- This is an empty migration/.test(stdout.trim())) return null;
  return { file: join(folder, provider, `${time}_${name}`, "migration.sql"), text: stdout.trimStart() };
});

const files = (await Promise.all(written)).filter((file) => file !== null);
if (files.length === 0) stop("The schema has not changed since the last migration.");
for (const { file, text } of files) {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
  console.log(file);
}
copyFileSync(after, before);

function schemaFor(provider: "sqlite" | "postgresql", path: string): string {
  return readFileSync(path, "utf8").replace('provider = "sqlite"', `provider = "${provider}"`);
}

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
