import type { MessageText } from "../../lib/core/message-texts.ts";
import { plainWordsIn } from "../../lib/search/words.ts";
import type { Provider } from "../db/provider.ts";
import type { Queries, Row } from "../db/sql.ts";
import { insertRows, runRows } from "./rows-statement.ts";

export interface TextsOfSession {
  sessionId: string;
  ownerId: string;
  texts: readonly MessageText[];
}

/** As far as a text is searched: beyond it PostgreSQL could not hold the words of any text whatsoever. */
const searchedCharacters = 200_000;
/** PostgreSQL counts places within a text no further. */
const lastPlace = 16_383;

const columns = ["sessionId", "ownerId", "messageId", "seq", "at", "author", "content"];
// A message's words never change once it has its place.
const insertTexts = insertRows("MessageText", columns, "ON CONFLICT DO NOTHING");
const insertTextsWithWords = insertRows("MessageText", [...columns, "words"], "ON CONFLICT DO NOTHING");

/**
 * Keeps the texts for the search. PostgreSQL gets their words with them; for SQLite, where each write to the index of words
 * costs more than the rest of an append, `DatabaseSearch` adds them many at a time.
 */
export async function writeTexts(
  queries: Queries,
  provider: Provider,
  sessions: readonly TextsOfSession[],
): Promise<void> {
  const rows = sessions.flatMap(({ sessionId, ownerId, texts }) =>
    texts.map((text): Row => rowFor(sessionId, ownerId, text, provider)),
  );
  await runRows(queries, provider === "sqlite" ? insertTexts : insertTextsWithWords, rows);
}

export async function eraseTexts(queries: Queries, provider: Provider, sessionId: string): Promise<void> {
  if (provider === "sqlite") {
    await queries.run(
      `DELETE FROM "MessageIndex" WHERE "rowid" IN (SELECT "id" FROM "MessageText" WHERE "sessionId" = ?)`,
      [sessionId],
    );
  }
  await queries.run(`DELETE FROM "MessageText" WHERE "sessionId" = ?`, [sessionId]);
}

function rowFor(sessionId: string, ownerId: string, text: MessageText, provider: Provider): Row {
  const { messageId, seq, at, author } = text;
  const content =
    text.content.length <= searchedCharacters ? text.content : text.content.slice(0, searchedCharacters).toWellFormed();
  const row = [sessionId, ownerId, messageId, seq, at, JSON.stringify(author), content];
  return provider === "sqlite" ? row : [...row, vectorOf(plainWordsIn(content))];
}

/** PostgreSQL's form of the words with their places. They hold letters and digits alone, so nothing needs escaping. */
function vectorOf(words: readonly string[]): string {
  return words.map((word, index) => `'${word}':${Math.min(index + 1, lastPlace)}`).join(" ");
}
