import type { Provider } from "../db/provider.ts";
import type { Queries, Row, Sql } from "../db/sql.ts";
import { isTaken } from "../db/trouble.ts";
import type { Append, Appended } from "../ports/log.ts";
import { insertRows, returnRows, runRows, takingNewValues } from "./rows-statement.ts";
import { runColumns, runValues } from "./run-row.ts";
import { sessionValues, writtenSessionColumns } from "./session-row.ts";
import { type TextsOfSession, writeTexts } from "./text-rows.ts";

const insertEvents = insertRows("Event", ["sessionId", "seq", "at", "type", "data", "commandId"]);

// A row is returned for each session that was at the expected head, and locked until the end of the transaction. One
// that was not there is inserted: at `base` 0 it begins, at any other it would have a gap.
const upsertSessions = insertRows(
  "Session",
  writtenSessionColumns,
  `ON CONFLICT ("id") DO UPDATE SET ${takingNewValues(writtenSessionColumns.filter((column) => column !== "id" && column !== "base"))}
   WHERE "Session"."head" = excluded."base" RETURNING "id", "base"`,
);

const upsertRuns = insertRows(
  "Run",
  runColumns,
  `ON CONFLICT ("id") DO UPDATE SET ${takingNewValues(runColumns.filter((column) => column !== "id"))}`,
);

/**
 * Writes the appends, each for another session, in one transaction of few statements. Each stands or falls by itself:
 * the answers come in the order of the appends. Throws only when the database cannot do it now; then nothing is written.
 */
export async function commitGroup(sql: Sql, group: readonly Append[]): Promise<Appended[]> {
  // In one order everywhere, so that two processes never wait for one another's rows.
  const inOrder = [...group].sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
  const written = await writeGroup(sql, inOrder);
  const answers: Appended[] = [];
  for (const append of group) {
    answers.push(written.has(append.sessionId) ? { result: "appended" } : await reasonFor(sql, append));
  }
  return answers;
}

/** The sessions whose appends are in the log now. */
async function writeGroup(sql: Sql, group: readonly Append[]): Promise<Set<string>> {
  try {
    return await sql.transaction((queries) => write(queries, sql.provider, group));
  } catch (error) {
    if (!isTaken(error) && !(error instanceof Gap)) throw error;
    if (group.length === 1) return new Set();
  }
  // One of them cannot be, which undid them all: each for itself.
  const written = new Set<string>();
  for (const append of group) for (const id of await writeGroup(sql, [append])) written.add(id);
  return written;
}

async function write(queries: Queries, provider: Provider, group: readonly Append[]): Promise<Set<string>> {
  const sessions = group.map((append) => sessionValues(append.session, append.expected));
  const moved = await returnRows(queries, upsertSessions, sessions);
  if (moved.some(([, base]) => base !== 0)) throw new Gap();

  const ids = new Set(moved.map(([id]) => String(id)));
  const accepted = ids.size === group.length ? group : group.filter((append) => ids.has(append.sessionId));
  await runRows(queries, insertEvents, accepted.flatMap(eventRows));
  await runRows(
    queries,
    upsertRuns,
    accepted.flatMap((append) => append.runs.map(runValues)),
  );
  await writeTexts(queries, provider, accepted.flatMap(textsIn));
  return ids;
}

function textsIn({ sessionId, session, texts }: Append): TextsOfSession[] {
  return texts && texts.length > 0 ? [{ sessionId, ownerId: session.ownerId, texts }] : [];
}

function eventRows({ sessionId, events, commandId }: Append): Row[] {
  return events.map((event, index) => {
    const receipt = index === events.length - 1 ? (commandId ?? null) : null;
    return [sessionId, event.seq, event.at, event.type, JSON.stringify(event), receipt];
  });
}

async function reasonFor(sql: Sql, { sessionId, commandId }: Append): Promise<Appended> {
  if (commandId === undefined) return { result: "conflict" };
  const receipt = await sql.rows(`SELECT 1 FROM "Event" WHERE "sessionId" = ? AND "commandId" = ?`, [
    sessionId,
    commandId,
  ]);
  return { result: receipt.length > 0 ? "duplicate" : "conflict" };
}

/** A session that is not there was to be continued. */
class Gap extends Error {}
