// Generates the database clients from prisma/schema.prisma into prisma/generated: one for SQLite, and one for PostgreSQL
// from the same schema with the provider replaced.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isGenerated, markGenerated, root } from "./freshness.mjs";

if (isGenerated()) process.exit();

const schema = readFileSync(join(root, "prisma", "schema.prisma"), "utf8");
const postgresql = schema
  .replace('provider = "sqlite"', 'provider = "postgresql"')
  .replace('"generated/sqlite"', '"postgresql"');
mkdirSync(join(root, "prisma", "generated"), { recursive: true });
writeFileSync(join(root, "prisma", "generated", "postgresql.prisma"), postgresql);

generate("prisma/schema.prisma");
generate("prisma/generated/postgresql.prisma");
markGenerated();

function generate(path) {
  const command = ["node_modules/prisma/build/index.js", "generate", "--schema", path];
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, env, encoding: "utf8" });
  if (status === 0) return;
  console.error(stdout + stderr);
  process.exit(status ?? 1);
}
