import { join } from "node:path";
import type { Recorded, SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { summarizeRun, summarizeSession } from "../../lib/core/summary.ts";
import { migrate } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open-database.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import { finished, opened, posted, queued, toolFailed, toolFinished, toolStarted, wholeTurn } from "../core/facts.ts";

/**
 * A process of its own: writes into a data folder what an installation has done that has run for some hours. Each hour
 * a tool answered well; in this hour it also failed, six times in one run.
 */
const folder = process.argv[2] as string;
const hourMs = 3_600_000;
const url = `file:${join(folder, "troupe.db")}`;
await migrate(url, { backupFolder: folder });
const database = await openDatabase(url);
const log = new DatabaseLog(database.sql);

async function write(name: string, task: string, hoursAgo: number, end: typeof toolFinished): Promise<void> {
  const [runId, sessionId] = [`run_${name}`, `ses_${name}`];
  const calls = [1, 2, 3, 4, 5, 6].map((n) => ({ callId: `call_${name}_${n}`, tool: "look_up" }));
  const events: SessionEvent[] = [
    opened({ ownerId: "local", title: task }),
    posted(`msg_${name}`, task),
    queued(runId, { replyTo: `msg_${name}`, task }),
    ...wholeTurn(runId, `turn_${name}`, "Let me look.", calls),
    ...calls.flatMap(({ callId }) => [toolStarted(runId, callId), end(runId, callId)]),
    finished(runId),
  ];
  const at = new Date(Date.now() - hoursAgo * hourMs).toISOString();
  const recorded = events.map((event, index) => ({ ...event, seq: index + 1, at }) as Recorded);
  const state = fold(recorded);
  await log.append({
    sessionId,
    expected: 0,
    events: recorded,
    session: summarizeSession(sessionId, state),
    runs: state.runs.map((run) => summarizeRun(sessionId, state.ownerId, run)),
  });
}

for (const ago of [9, 8, 7, 6, 5, 4, 3, 2]) await write(`before${ago}`, "Look it up, as always", ago, toolFinished);
await write("well", "Look up what is known", 0, toolFinished);
await write("badly", "Look up what nobody knows", 0, (runId, callId) => toolFailed(runId, callId));
await database.close();
