import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { agentDefinition, toAgent } from "../lib/agents/agent.ts";
import { presets } from "../lib/agents/presets.ts";
import { MemoryBus } from "./bus/memory-bus.ts";
import { DatabaseCache } from "./cache/database-cache.ts";
import { migrate } from "./db/migrate.ts";
import { openDatabase } from "./db/open-database.ts";
import type { Env } from "./env.ts";
import { ContentFolder } from "./files/content-folder.ts";
import { parseApart } from "./files/parse-apart.ts";
import { StoredFiles } from "./files/stored-files.ts";
import { createGuardedClient } from "./http-client/guarded.ts";
import { DatabaseLists } from "./log/database-lists.ts";
import { DatabaseLog } from "./log/database-log.ts";
import { DatabaseSearch } from "./log/database-search.ts";
import type { Logger } from "./logger.ts";
import { createModels } from "./models/registry.ts";
import { newId } from "./new-id.ts";
import type { AgentStore } from "./ports.ts";
import { EmbeddedQueue } from "./queue/embedded-queue.ts";
import { createRuntime, type Runtime } from "./runtime/create-runtime.ts";
import { createMetrics } from "./runtime/metrics.ts";
import { DatabaseAgents } from "./store/database-agents.ts";
import { DatabaseIdempotencyKeys } from "./store/database-idempotency-keys.ts";
import { DatabaseSpool } from "./store/database-spool.ts";
import { DatabaseToolRecords } from "./store/database-tool-records.ts";
import { DatabaseUserData } from "./store/database-user-data.ts";
import { DatabaseWorkers } from "./store/database-workers.ts";
import { newWorkerId } from "./store/worker-id.ts";
import { builtinTools } from "./tools/builtin-tools.ts";
import { createJudge } from "./tools/judge.ts";
import { createTools } from "./tools/registry.ts";
import { useTool } from "./tools/use-tool.ts";

const searchEveryMs = 2_000;

export interface Assembly {
  runtime: Runtime;
  /** After `runtime.stop`. */
  close(): Promise<void>;
}

/** Picks the adapters that the environment names, and hands them to the runtime: the only place where they meet. */
export async function assemble(env: Env, logger: Logger): Promise<Assembly> {
  mkdirSync(env.dataDir, { recursive: true });
  await migrate(env.databaseUrl, { backupFolder: join(env.dataDir, "backups") });
  const database = await openDatabase(env.databaseUrl, { synchronous: env.databaseSynchronous });
  const { sql } = database;
  const warn = (sentence: string) => logger.warn(sentence);
  const now = () => new Date();
  const monotonic = () => performance.now();
  const worker = newWorkerId();

  const models = createModels(env, { warn });
  const userData = new DatabaseUserData(database, now);
  const http = createGuardedClient({ allowHosts: env.guardAllowHosts });
  const tools = createTools([builtinTools({ userData, now, http, fetchAllowHosts: env.fetchAllowHosts })], warn);
  const agents = new DatabaseAgents(sql, now);
  await seedAgents(agents);
  const queue = new EmbeddedQueue({
    maxRunning: env.maxConcurrentTasks,
    maxQueued: env.maxQueuedTasks,
    maxRunningPerOwner: env.maxTasksPerUser,
    now: monotonic,
    onTrouble: (job, error) => logger.error({ err: error, runId: job.runId }, "A run broke out of its worker"),
  });

  const files = new StoredFiles({
    database,
    content: new ContentFolder(join(env.dataDir, "files")),
    parse: parseApart,
    mostBytes: env.maxUploadBytes,
    newId: () => newId("file"),
    now,
    onTrouble: (error) => logger.error({ err: error }, "A file could not be read"),
  });
  await files.resume();
  const log = new DatabaseLog(sql);
  const search = new DatabaseSearch(sql, log);
  const runtime = await createRuntime({
    log,
    search,
    lists: new DatabaseLists(sql),
    bus: new MemoryBus((error) => logger.error({ err: error }, "A listener threw")),
    queue,
    cache: new DatabaseCache(sql, { maxEntries: 10_000, maxBytes: 64 * 1024 * 1024, now: Date.now }),
    spool: new DatabaseSpool(sql),
    workers: new DatabaseWorkers(sql),
    models,
    tools,
    useTool,
    agents,
    records: new DatabaseToolRecords(database),
    userData,
    files,
    idempotency: new DatabaseIdempotencyKeys(sql, worker),
    judge: createJudge(tools),
    metrics: (openTurns) => createMetrics(logger, queue, openTurns),
    worker,
    newId,
    now,
    monotonic,
    limits: { maxContextTokens: env.maxContextLength, compressionThreshold: env.contextCompressionThreshold },
  });

  // Nobody waits for it: until it is done, a search finds less.
  const closing = new AbortController();
  const onSearchTrouble = (error: unknown) => {
    if (!closing.signal.aborted) logger.error({ err: error }, "The search could not be brought up to date");
  };
  const rebuilt = search.rebuild({ signal: closing.signal }).catch(onSearchTrouble);
  const keepingUp = setInterval(() => void search.keepUp().catch(onSearchTrouble), searchEveryMs);
  keepingUp.unref();

  return {
    runtime,
    async close() {
      models.close();
      clearInterval(keepingUp);
      closing.abort();
      await rebuilt;
      await files.close();
      await database.close();
    },
  };
}

/** What comes with the product is there from the first start; what a person changed or archived stays as it is. */
async function seedAgents(agents: AgentStore): Promise<void> {
  for (const preset of presets) {
    if (await agents.version(preset.name, 1)) continue;
    await agents.publish(toAgent(agentDefinition.parse(preset)), { create: true });
  }
}
