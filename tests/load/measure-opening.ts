import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io } from "socket.io-client";
import type { Answer } from "../../lib/client/protocol.ts";
import { fold } from "../../lib/core/reduce.ts";
import { summarizeSession } from "../../lib/core/summary.ts";
import { migrate } from "../../server/db/migrate.ts";
import { openDatabase } from "../../server/db/open-database.ts";
import { DatabaseLog } from "../../server/log/database-log.ts";
import { opened, recorded } from "../core/facts.ts";
import { longSessions } from "../core/long-sessions.ts";
import { freePort } from "../support/free-port.ts";
import { startServerProcess } from "../support/server-process.ts";
import { troupeVariables } from "./candidates.ts";
import { median } from "./median.ts";

export interface OpeningFigures {
  events: number;
  /** Folded from its first event on, because nothing else is there. */
  withoutSnapshotMs: number;
  /** The first join after a start. */
  coldMs: number;
  warmMs: number;
  kilobytes: number;
}

const size = 10_000;
const sessionId = "ses_long";

/** From sending `join` without a cursor to having its answer, on servers that were just started. */
export async function measureOpening(modelUrl: string, times: number): Promise<OpeningFigures> {
  const seen: Joined[] = [];
  const withoutSnapshot: number[] = [];
  for (let n = 0; n < times; n++) {
    seen.push(await joinAfterStart(modelUrl, true));
    withoutSnapshot.push((await joinAfterStart(modelUrl, false)).coldMs);
  }
  return {
    events: size,
    coldMs: median(seen.map((each) => each.coldMs)),
    warmMs: median(seen.flatMap((each) => each.warmMs)),
    withoutSnapshotMs: median(withoutSnapshot),
    kilobytes: seen[0]?.kilobytes ?? 0,
  };
}

interface Joined {
  coldMs: number;
  warmMs: number[];
  kilobytes: number;
}

async function joinAfterStart(modelUrl: string, withSnapshot: boolean): Promise<Joined> {
  const folder = mkdtempSync(join(tmpdir(), "troupe-opening-"));
  await writeLongSession(folder, withSnapshot);
  const server = startServerProcess({ port: await freePort(), variables: troupeVariables(folder, modelUrl) });
  try {
    await server.answers("/ready");
    const joins: number[] = [];
    let kilobytes = 0;
    for (let n = 0; n < 6; n++) {
      const socket = io(server.url, { transports: ["websocket"], forceNew: true });
      await new Promise<void>((resolve) => socket.once("connect", resolve));
      const startedAt = performance.now();
      const answer: Answer<"join"> = await socket.emitWithAck("join", { sessionId });
      joins.push(performance.now() - startedAt);
      socket.disconnect();
      if (!answer.ok || answer.state?.head !== answer.head) throw new Error("The session could not be joined.");
      kilobytes = JSON.stringify(answer).length / 1024;
    }
    const [coldMs = Number.NaN, ...warmMs] = joins;
    return { coldMs, warmMs, kilobytes };
  } finally {
    await server.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With a snapshot almost as far behind the head as the server lets it fall, or without any. */
async function writeLongSession(folder: string, withSnapshot: boolean): Promise<void> {
  const url = `file:${join(folder, "troupe.db")}`;
  await migrate(url, { backupFolder: folder });
  const database = await openDatabase(url);
  const log = new DatabaseLog(database.sql);
  const facts = longSessions["many short answers"]?.(size) ?? [];
  const events = recorded([opened({ ownerId: "local", participants: ["local"] }), ...facts.slice(1)]);
  await log.append({ sessionId, expected: 0, events, session: summarizeSession(sessionId, fold(events)), runs: [] });
  if (withSnapshot) await log.saveSnapshot(sessionId, fold(events.slice(0, -450)));
  await database.close();
}
