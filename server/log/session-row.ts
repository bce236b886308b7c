import type { SessionSummary } from "../../lib/core/summary.ts";
import type { Row, Value } from "../db/sql.ts";

/** The columns of `Session` that make a summary, in this order. */
export const sessionColumns = [
  "id",
  "ownerId",
  "title",
  "workflow",
  "agent",
  "tags",
  "status",
  "expiresAt",
  "openedAt",
  "changedAt",
  "head",
  "messageCount",
  "openRuns",
  "waitingForPerson",
  "lastText",
] as const;

/** Only written: the head that the writer expects, and what a search looks at. */
export const writtenSessionColumns = [...sessionColumns, "searchText", "base"] as const;

export function sessionValues(s: SessionSummary, expected: number): Value[] {
  const searchText = `${s.title}\n${s.lastText}\n${s.agent}\n${s.tags.join("\n")}`.toLowerCase();
  return [
    s.id,
    s.ownerId,
    s.title,
    s.workflow,
    s.agent,
    JSON.stringify(s.tags),
    s.status,
    s.expiresAt,
    s.openedAt,
    s.changedAt,
    s.head,
    s.messageCount,
    s.openRuns,
    s.waitingForPerson,
    s.lastText,
    searchText,
    expected,
  ];
}

export function sessionFromRow(row: Row): SessionSummary {
  const session = Object.fromEntries(sessionColumns.map((column, index) => [column, row[index]]));
  return { ...session, tags: JSON.parse(String(session.tags)) } as unknown as SessionSummary;
}
