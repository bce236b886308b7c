import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { migrate } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open-database.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import { sessionValues, writtenSessionColumns } from "../../server/log/session-row.ts";
import type { Append } from "../../server/ports/log.ts";
import { someAppend } from "../contracts/some-append.ts";
import { percentile } from "./median.ts";

export interface AppendFigures {
  rowsPerCommit: number;
  rowsPerSecond: number;
  rawRowsPerSecond: number;
}

type Write = (append: Append) => Promise<void> | void;

const pieces = 10;

/**
 * The same appends through the log and by hand, into two databases with the same tables and the same durability. They
 * take turns in small pieces, and the best piece of each counts, so that what else the machine does weighs little.
 */
export async function measureAppends(rowsPerCommit: number, rows: number): Promise<AppendFigures> {
  const folder = mkdtempSync(join(tmpdir(), "troupe-appends-"));
  const paths = ["log.db", "raw.db"].map((name) => join(folder, name)) as [string, string];
  for (const path of paths) await migrate(`file:${path}`, { backupFolder: folder });
  const database = await openDatabase(`file:${paths[0]}`);
  const raw = new Sqlite(paths[1]);
  try {
    const log = new DatabaseLog(database.sql);
    const writers: [Write, Write] = [
      async (append) => {
        if ((await log.append(append)).result !== "appended") throw new Error("The log did not append.");
      },
      rawWriter(raw),
    ];
    const commits = Math.ceil(rows / rowsPerCommit / pieces);
    const rates: [number[], number[]] = [[], []];
    // The first piece warms both up.
    for (let piece = 0; piece <= pieces; piece++) {
      for (const which of [0, 1] as const) {
        const appends = appendsOf(`ses_${piece}`, commits, rowsPerCommit);
        const startedAt = performance.now();
        for (const append of appends) await writers[which](append);
        const seconds = (performance.now() - startedAt) / 1000;
        if (piece > 0) rates[which].push((commits * rowsPerCommit) / seconds);
      }
    }
    return { rowsPerCommit, rowsPerSecond: percentile(rates[0], 1), rawRowsPerSecond: percentile(rates[1], 1) };
  } finally {
    raw.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What one would write by hand: the session's row and its events in a transaction of prepared statements. */
function rawWriter(raw: Sqlite.Database): Write {
  raw.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000;",
  );
  const marks = writtenSessionColumns.map(() => "?").join(",");
  const session = raw.prepare(
    `INSERT OR REPLACE INTO "Session" (${writtenSessionColumns.map((column) => `"${column}"`).join(",")}) VALUES (${marks})`,
  );
  const event = raw.prepare(
    `INSERT INTO "Event" ("sessionId", "seq", "at", "type", "data", "commandId") VALUES (?, ?, ?, ?, ?, ?)`,
  );
  return raw.transaction((append: Append) => {
    session.run(sessionValues(append.session, 0));
    for (const each of append.events) {
      event.run(append.sessionId, each.seq, each.at, each.type, JSON.stringify(each), null);
    }
  });
}

const content = "What was said, about as long as people say things in one go. ".repeat(4);

function appendsOf(sessionId: string, commits: number, rowsPerCommit: number): Append[] {
  const contents = Array.from({ length: rowsPerCommit }, () => content);
  return Array.from({ length: commits }, (_, n) => someAppend(sessionId, n * rowsPerCommit, contents));
}
