// Plays cassettes: npm run replay -- file… [--definitions bundle.json] [--published]. Needs no key and no network. Ends
// with 0 where all went as they were recorded, with 1 where one did not, and with 2 where a file cannot be read.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { type Bundle, bundle } from "../lib/definitions/bundle.ts";
import { type Cassette, cassette, type DefinitionEntry } from "../lib/replay/cassette.ts";
import { toldOf } from "../lib/replay/told.ts";
import { openDatabase } from "./db/open-database.ts";
import { loadEnvFile, readEnv } from "./env.ts";
import { playCassette } from "./play-cassette.ts";
import { DatabaseDefinitions } from "./store/database-definitions.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    definitions: { type: "string" },
    published: { type: "boolean" },
    json: { type: "boolean" },
    "from-server": { type: "boolean" },
  },
});

if (values["from-server"]) {
  const given = JSON.parse(await text(process.stdin)) as { cassette: Cassette; definitions: DefinitionEntry[] };
  process.stdout.write(JSON.stringify(await playCassette(given.cassette, given.definitions)));
} else process.exitCode = await playFiles(positionals);

async function playFiles(paths: readonly string[]): Promise<number> {
  if (paths.length === 0) {
    console.error("Name the files to play: npm run replay -- sums.cassette.json");
    return 2;
  }
  const definitions = [...(values.published ? await published() : []), ...given()];
  let failed = 0;
  for (const path of paths) {
    const read = cassette.safeParse(readJson(path));
    if (!read.success) {
      const [issue] = read.error.issues;
      console.error(`${path} is no cassette: ${issue?.path.join(".")} ${issue?.message}`);
      return 2;
    }
    const verdict = await playCassette(read.data, definitions);
    if (!verdict.passed) failed++;
    process.stdout.write(`${values.json ? JSON.stringify({ file: path, ...verdict }) : toldOf(path, verdict)}\n`);
  }
  return failed > 0 ? 1 : 0;
}

function given(): DefinitionEntry[] {
  return values.definitions ? entriesOf(bundle.parse(readJson(values.definitions))) : [];
}

function entriesOf({ agents = [], workflows = [] }: Bundle): DefinitionEntry[] {
  return [
    ...agents.map(({ name, body }) => ({ kind: "agent" as const, name, body })),
    ...workflows.map(({ name, body }) => ({ kind: "workflow" as const, name, body })),
  ];
}

/** What is published in the database that the environment names. It is only read. */
async function published(): Promise<DefinitionEntry[]> {
  loadEnvFile();
  const database = await openDatabase(readEnv(process.env).databaseUrl);
  const definitions = new DatabaseDefinitions(database.sql, () => new Date());
  const found = await Promise.all((["agent", "workflow"] as const).map((kind) => definitions.published(kind)));
  await database.close();
  return found
    .flat()
    .flatMap(({ kind, name, current }) =>
      current && kind !== "function" ? [{ kind, name, body: current.body as Record<string, unknown> }] : [],
    );
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    console.error(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  }
}
