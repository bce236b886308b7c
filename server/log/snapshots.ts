import type { SessionState } from "../../lib/core/state.ts";
import type { Sql } from "../db/sql.ts";

/** Raise it with every change of what the fold makes of events: states of another form are not read, but folded anew. */
const form = 3;

/** Keeps the state, unless a newer one is kept or the session is gone. */
export async function writeSnapshot(sql: Sql, sessionId: string, state: SessionState): Promise<void> {
  await sql.run(
    `INSERT INTO "Snapshot" ("sessionId", "seq", "form", "data")
     SELECT "id", CAST(? AS INTEGER), CAST(? AS INTEGER), CAST(? AS TEXT) FROM "Session" WHERE "id" = ? AND "head" >= ?
     ON CONFLICT ("sessionId") DO UPDATE SET "seq" = excluded."seq", "form" = excluded."form", "data" = excluded."data"
     WHERE "Snapshot"."seq" < excluded."seq" OR "Snapshot"."form" <> excluded."form"`,
    [state.head, form, JSON.stringify(state), sessionId, state.head],
  );
}

export async function readSnapshot(sql: Sql, sessionId: string): Promise<SessionState | null> {
  const [row] = await sql.rows(
    `SELECT "data" FROM "Snapshot" JOIN "Session" ON "id" = "sessionId" AND "head" >= "seq"
     WHERE "sessionId" = ? AND "form" = ?`,
    [sessionId, form],
  );
  return row ? (JSON.parse(String(row[0])) as SessionState) : null;
}
