import type { Recorded } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import type { SessionState } from "../../lib/core/state.ts";
import { countEvents, isCounted } from "../../lib/operations/count-events.ts";
import type { FigureGroup, FigureRow } from "../../lib/operations/figures.ts";
import type { Sql } from "../db/sql.ts";
import type { FigureBook, FigureQuery } from "../ports/figures.ts";
import type { EventLog } from "../ports/log.ts";
import { readGroups } from "./figure-groups.ts";
import { addRows } from "./figure-rows.ts";
import { insertRows, returnRows } from "./rows-statement.ts";

/** Raise it with every change of what is counted: everything is then counted anew at the next start. */
const form = 1;
const sessionsAtOnce = 200;

/** Events of one session that are not written yet: everything after `from` up to `to`. */
interface Noted {
  from: number;
  to: number;
  events: Recorded[];
  state: SessionState;
}

// A row is returned for each session whose figures stood where they were believed to stand, and locked until the end of the
// transaction. One that was not there is inserted: at `base` 0 it begins, at any other something before it is missing.
const moveOn = insertRows(
  "CountedSession",
  ["sessionId", "seq", "base"],
  `ON CONFLICT ("sessionId") DO UPDATE SET "seq" = excluded."seq"
   WHERE "CountedSession"."seq" = excluded."base" RETURNING "sessionId", "base"`,
);

/** The hourly figures, beside the log: how far each session is counted is written in the transaction that counts it. */
export class DatabaseFigures implements FigureBook {
  readonly caughtUp: Promise<void>;
  private readonly tellCaughtUp: () => void;
  private noted = new Map<string, Noted>();
  /** Sessions whose figures are to be read from the log. */
  private readonly behind = new Set<string>();
  private writing: Promise<void> = Promise.resolve();
  private readonly sql: Sql;
  private readonly log: EventLog;

  constructor(sql: Sql, log: EventLog) {
    this.sql = sql;
    this.log = log;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.caughtUp = promise;
    this.tellCaughtUp = resolve;
  }

  note(sessionId: string, state: SessionState, events: readonly Recorded[]): void {
    const first = events[0];
    if (!first) return;
    const last = events.at(-1) as Recorded;
    const known = this.noted.get(sessionId);
    const relevant = events.filter(isCounted);
    if (!known) {
      this.noted.set(sessionId, { from: first.seq - 1, to: last.seq, events: relevant, state });
    } else if (first.seq === known.to + 1) {
      known.to = last.seq;
      known.state = state;
      known.events.push(...relevant);
    } else if (last.seq > known.to) {
      // Not what follows: the log knows what is between.
      this.behind.add(sessionId);
    }
  }

  keepUp(): Promise<void> {
    // One at a time, whoever asks: what was noted is taken by the first.
    const next = this.writing.catch(() => {}).then(() => this.write());
    this.writing = next;
    return next;
  }

  async catchUp({ anew, signal }: { anew?: boolean; signal?: AbortSignal } = {}): Promise<number> {
    await this.beginAnewIfNeeded(anew === true);
    let done = 0;
    let last = "";
    for (;;) {
      const rows = await this.sql.rows(
        `SELECT s."id" FROM "Session" s LEFT JOIN "CountedSession" c ON c."sessionId" = s."id"
         WHERE s."id" > ? AND s."head" > COALESCE(c."seq", 0) ORDER BY s."id" LIMIT ?`,
        [last, sessionsAtOnce],
      );
      for (const [id] of rows) {
        if (signal?.aborted) return done;
        await this.countFromLog(String(id));
        done++;
      }
      if (rows.length < sessionsAtOnce) break;
      last = String(rows.at(-1)?.[0]);
    }
    this.tellCaughtUp();
    return done;
  }

  async forgetRunsBefore(hour: string): Promise<void> {
    await this.sql.transaction((queries) => queries.run(`DELETE FROM "RunOfHour" WHERE "hour" < ?`, [hour]));
  }

  groups(query: FigureQuery): Promise<FigureGroup[]> {
    return readGroups(this.sql, query);
  }

  private async write(): Promise<void> {
    const noted = this.noted;
    this.noted = new Map();
    try {
      for (const id of await this.add(noted)) this.behind.add(id);
    } catch (error) {
      // The log has it all: it is read once the database can write again.
      for (const id of noted.keys()) this.behind.add(id);
      throw error;
    }
    for (const id of [...this.behind]) {
      await this.countFromLog(id);
      this.behind.delete(id);
    }
  }

  /** Gives the sessions that stood elsewhere: nothing of them was added. */
  private async add(noted: ReadonlyMap<string, Noted>): Promise<string[]> {
    if (noted.size === 0) return [];
    const inOrder = [...noted].sort(([a], [b]) => (a < b ? -1 : 1));
    const rowsOf = new Map<string, FigureRow[]>(
      inOrder.map(([id, { events, state }]) => [id, countEvents(events, state)]),
    );
    try {
      const moved = await this.sql.transaction(async (queries) => {
        const steps = inOrder.map(([id, { from, to }]) => [id, to, from]);
        const done = await returnRows(queries, moveOn, steps);
        if (done.some(([, base]) => base !== 0)) throw new Missing();
        const ids = new Set(done.map(([id]) => String(id)));
        await addRows(
          queries,
          [...ids].flatMap((id) => rowsOf.get(id) ?? []),
        );
        return ids;
      });
      return inOrder.map(([id]) => id).filter((id) => !moved.has(id));
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      return inOrder.map(([id]) => id);
    }
  }

  private async countFromLog(sessionId: string): Promise<void> {
    for (;;) {
      const [row] = await this.sql.rows(`SELECT "seq" FROM "CountedSession" WHERE "sessionId" = ?`, [sessionId]);
      const from = Number(row?.[0] ?? 0);
      const events = await this.log.read(sessionId, 0);
      const last = events.at(-1);
      if (!last || last.seq <= from) return;
      const state = fold(events);
      const noted = {
        from,
        to: last.seq,
        events: events.filter((event) => event.seq > from && isCounted(event)),
        state,
      };
      if ((await this.add(new Map([[sessionId, noted]]))).length === 0) return;
    }
  }

  private async beginAnewIfNeeded(anew: boolean): Promise<void> {
    const [known] = await this.sql.rows(`SELECT "form" FROM "Derived" WHERE "name" = 'figures'`);
    if (!anew && Number(known?.[0]) === form) return;
    await this.sql.transaction(async (queries) => {
      await queries.run(
        `INSERT INTO "Derived" ("name", "form") VALUES ('figures', ?) ON CONFLICT ("name") DO UPDATE SET "form" = excluded."form"`,
        [form],
      );
      for (const table of ["CountedSession", "HourlyFigure", "HourlyLatency", "RunOfHour"])
        await queries.run(`DELETE FROM "${table}"`);
    });
  }
}

/** Something before what was noted is not counted yet. */
class Missing extends Error {}
