import { isAppError } from "../../lib/core/errors.ts";
import type { Author } from "../../lib/core/fields.ts";
import { textsOf } from "../../lib/core/message-texts.ts";
import { fold } from "../../lib/core/reduce.ts";
import type { Found } from "../../lib/search/found.ts";
import { parseQuery, type Term } from "../../lib/search/query.ts";
import { snippetOf } from "../../lib/search/snippet.ts";
import { readCursor, unreadableCursor, writeCursor } from "../db/cursor.ts";
import type { Row, Sql, Value } from "../db/sql.ts";
import type { Search, SearchQuery } from "../ports/lists.ts";
import type { EventLog } from "../ports/log.ts";
import type { Page } from "../ports/page.ts";
import { eraseTexts, writeTexts } from "./text-rows.ts";
import { indexWords } from "./word-index.ts";

/** Raise it with every change of what words a text has: everything is then written anew at the next start. */
const form = 1;
/** So many of the newest that fit are put in the order of how well they fit. */
const mostRanked = 2_000;
const newestOfAll = 2 ** 31 - 1;
const sessionsAtOnce = 200;

/** Finds messages by what the log wrote of their words: SQLite's FTS5, PostgreSQL's tsvector. */
export class DatabaseSearch implements Search {
  private readonly sql: Sql;
  private readonly log: EventLog;

  constructor(sql: Sql, log: EventLog) {
    this.sql = sql;
    this.log = log;
  }

  async find({ ownerId, query, limit, cursor }: SearchQuery): Promise<Page<Found>> {
    const place = cursor === undefined ? { newest: newestOfAll, offset: 0 } : placeIn(cursor);
    const terms = parseQuery(query);
    if (terms.length === 0) return { items: [], nextCursor: null };
    // Where nothing can be written now, what was said last is not found, but everything else is.
    await this.keepUp().catch((error: unknown) => {
      if (!isAppError(error) || error.code !== "unavailable") throw error;
    });
    const { candidates, values } = this.candidates(terms, ownerId, place.newest);
    const rows = await this.sql.rows(
      `SELECT s."id", s."title", t."messageId", t."seq", t."author", t."at", t."content", m."score", m."newest"
       FROM (SELECT "id", "score", MAX("id") OVER () AS "newest" FROM (${candidates}) c ORDER BY "score" DESC, "id" DESC LIMIT ? OFFSET ?) m
       JOIN "MessageText" t ON t."id" = m."id" JOIN "Session" s ON s."id" = t."sessionId"
       ORDER BY m."score" DESC, m."id" DESC`,
      [...values, limit + 1, place.offset],
    );
    const items = rows.slice(0, limit).map((row) => foundIn(row, terms));
    const more = rows.length > limit;
    const next: [string, string] = [String(rows[0]?.[8] ?? 0), String(place.offset + limit)];
    return { items, nextCursor: more ? writeCursor(next) : null };
  }

  async keepUp(): Promise<void> {
    if (this.sql.provider === "sqlite") await indexWords(this.sql);
  }

  async rebuild(options: { anew?: boolean; signal?: AbortSignal } = {}): Promise<number | null> {
    const [known] = await this.sql.rows(`SELECT "form" FROM "Derived" WHERE "name" = 'search'`);
    if (!options.anew && Number(known?.[0]) === form) return null;
    let done = 0;
    let last = "";
    for (;;) {
      const rows = await this.sql.rows(`SELECT "id", "ownerId" FROM "Session" WHERE "id" > ? ORDER BY "id" LIMIT ?`, [
        last,
        sessionsAtOnce,
      ]);
      for (const row of rows) {
        if (options.signal?.aborted) return done;
        await this.rewrite(String(row[0]), String(row[1]));
        done++;
      }
      if (rows.length < sessionsAtOnce) break;
      last = String(rows.at(-1)?.[0]);
    }
    await this.sql.run(
      `INSERT INTO "Derived" ("name", "form") VALUES ('search', ?) ON CONFLICT ("name") DO UPDATE SET "form" = excluded."form"`,
      [form],
    );
    return done;
  }

  private async rewrite(sessionId: string, ownerId: string): Promise<void> {
    const texts = textsOf(fold(await this.log.read(sessionId, 0)).messages);
    await this.sql.transaction(async (queries) => {
      // Takes the session's row, so that nobody deletes the session meanwhile.
      const there = await queries.run(`UPDATE "Session" SET "base" = 0 WHERE "id" = ?`, [sessionId]);
      if (there === 0) return;
      await eraseTexts(queries, this.sql.provider, sessionId);
      await writeTexts(queries, this.sql.provider, [{ sessionId, ownerId, texts }]);
    });
  }

  private candidates(terms: readonly Term[], ownerId: string, newest: number): { candidates: string; values: Value[] } {
    if (this.sql.provider === "sqlite") {
      return {
        // A cross join: the index first, then the rows that it names.
        candidates: `SELECT t."id" AS "id", -bm25("MessageIndex") AS "score"
          FROM "MessageIndex" CROSS JOIN "MessageText" t ON t."id" = "MessageIndex"."rowid"
          WHERE "MessageIndex" MATCH ? AND "MessageIndex"."rowid" <= ? AND t."ownerId" = ?
          ORDER BY "MessageIndex"."rowid" DESC LIMIT ${mostRanked}`,
        values: [matchFor(terms), newest, ownerId],
      };
    }
    return {
      candidates: `SELECT "id", ts_rank("words", CAST(? AS tsquery)) AS "score" FROM "MessageText"
        WHERE "words" @@ CAST(? AS tsquery) AND "id" <= ? AND "ownerId" = ?
        ORDER BY "id" DESC LIMIT ${mostRanked}`,
      values: [tsqueryFor(terms), tsqueryFor(terms), newest, ownerId],
    };
  }
}

// Words hold letters and digits alone: within quotes nothing of them can mean anything else.

function matchFor(terms: readonly Term[]): string {
  return terms.map(({ words, prefix }) => `"${words.join(" ")}"${prefix ? "*" : ""}`).join(" AND ");
}

function tsqueryFor(terms: readonly Term[]): string {
  return terms
    .map(({ words, prefix }) => `(${words.map((word) => `'${word}'`).join(" <-> ")}${prefix ? ":*" : ""})`)
    .join(" & ");
}

function foundIn(row: Row, terms: readonly Term[]): Found {
  const [sessionId, sessionTitle, messageId, seq, author, at, content, score] = row;
  return {
    sessionId: String(sessionId),
    sessionTitle: String(sessionTitle),
    messageId: String(messageId),
    seq: Number(seq),
    author: JSON.parse(String(author)) as Author,
    at: String(at),
    snippet: snippetOf(String(content), terms),
    score: Number(score),
  };
}

function placeIn(cursor: string): { newest: number; offset: number } {
  const [newest, offset] = readCursor(cursor).map((part) => (/^\d{1,10}$/.test(part) ? Number(part) : -1));
  if (newest === undefined || offset === undefined || newest < 0 || offset < 0 || newest > newestOfAll)
    throw unreadableCursor();
  return { newest, offset };
}
