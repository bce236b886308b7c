import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { toAgent } from "../lib/agents/agent.ts";
import { presets } from "../lib/agents/presets.ts";
import { teamAgents } from "../lib/agents/team.ts";
import type { Agent } from "../lib/core/agent.ts";
import { checkWorkflow } from "../lib/workflows/check-workflow.ts";
import { workflowPresets } from "../lib/workflows/presets.ts";
import { toWorkflow, type WorkflowDefinition } from "../lib/workflows/workflow.ts";
import { agentWarnings, checkAgent } from "./agents/check-agent.ts";
import { MemoryBus } from "./bus/memory-bus.ts";
import { DatabaseCache } from "./cache/database-cache.ts";
import { migrate } from "./db/migrate.ts";
import { openDatabase } from "./db/open-database.ts";
import type { Env } from "./env.ts";
import { ContentFolder } from "./files/content-folder.ts";
import { parseApart } from "./files/parse-apart.ts";
import { StoredFiles } from "./files/stored-files.ts";
import { CompiledFunctions } from "./functions/compiled-functions.ts";
import { ExecutionRows } from "./functions/execution-rows.ts";
import { SandboxPool } from "./functions/sandbox/sandbox-pool.ts";
import { StoredFunctions } from "./functions/stored-functions.ts";
import { createGuardedClient } from "./http-client/guarded.ts";
import { DatabaseFigures } from "./log/database-figures.ts";
import { DatabaseLists } from "./log/database-lists.ts";
import { DatabaseLog } from "./log/database-log.ts";
import { DatabaseSearch } from "./log/database-search.ts";
import { keepFigures } from "./log/keep-figures.ts";
import type { Logger } from "./logger.ts";
import { backoffMs } from "./mcp/backoff.ts";
import { DatabaseMcpServers } from "./mcp/database-mcp-servers.ts";
import { McpHub } from "./mcp/mcp-hub.ts";
import { createModels } from "./models/registry.ts";
import { newId } from "./new-id.ts";
import { ImportedApis } from "./openapi/imported-apis.ts";
import type { Definitions } from "./ports/definitions.ts";
import type { Models } from "./ports/models.ts";
import type { ToolSource, Tools, UseTool } from "./ports/tools.ts";
import { EmbeddedQueue } from "./queue/embedded-queue.ts";
import { playingApart } from "./replay/play-apart.ts";
import { createRuntime, type Runtime } from "./runtime/create-runtime.ts";
import { createMetrics } from "./runtime/metrics.ts";
import { DatabaseSecrets } from "./secrets/database-secrets.ts";
import { redacting } from "./secrets/redacting.ts";
import { createSealedArguments, openingArguments, unsealed } from "./secrets/sealed-arguments.ts";
import { secretKeysOf } from "./secrets/secret-keys.ts";
import { completeDefinitions } from "./store/complete-definitions.ts";
import { DatabaseCaseResults } from "./store/database-case-results.ts";
import { DatabaseDashboards } from "./store/database-dashboards.ts";
import { DatabaseDefinitionCases } from "./store/database-definition-cases.ts";
import { DatabaseDefinitions } from "./store/database-definitions.ts";
import { DatabaseIdempotencyKeys } from "./store/database-idempotency-keys.ts";
import { DatabasePreferences } from "./store/database-preferences.ts";
import { DatabaseShareLinks } from "./store/database-share-links.ts";
import { DatabaseSpool } from "./store/database-spool.ts";
import { DatabaseToolRecords } from "./store/database-tool-records.ts";
import { DatabaseToolRules } from "./store/database-tool-rules.ts";
import { DatabaseUserData } from "./store/database-user-data.ts";
import { DatabaseWorkers } from "./store/database-workers.ts";
import { newWorkerId } from "./store/worker-id.ts";
import { requestTool } from "./tools/builtin/request-tool.ts";
import { searchTools } from "./tools/builtin/search-tools.ts";
import { builtinTools } from "./tools/builtin-tools.ts";
import { createJudge } from "./tools/judge.ts";
import { createTools } from "./tools/registry.ts";
import { useTool } from "./tools/use-tool.ts";
import { traceRuns } from "./trace-runs.ts";
import { useKeptKeys } from "./use-kept-keys.ts";
import { packageVersion } from "./version.ts";

const searchEveryMs = 2_000;

export interface Assembly {
  runtime: Runtime;
  /** After `runtime.stop`. */
  close(): Promise<void>;
}

/** What stands in for models and tools where a recorded run is played. */
export interface Recording {
  models: Models;
  tools: ToolSource;
  useTool(real: UseTool): UseTool;
}

/** Picks the adapters that the environment names, and hands them to the runtime: the only place where they meet. */
export async function assemble(env: Env, logger: Logger, recording?: Recording): Promise<Assembly> {
  mkdirSync(env.dataDir, { recursive: true });
  await migrate(env.databaseUrl, { backupFolder: join(env.dataDir, "backups") });
  const database = await openDatabase(env.databaseUrl, { synchronous: env.databaseSynchronous });
  const { sql } = database;
  const warn = (sentence: string) => logger.warn(sentence);
  const now = () => new Date();
  const monotonic = () => performance.now();
  const worker = newWorkerId();

  const ownModels = recording ? null : createModels(env, { warn });
  const models = recording?.models ?? (ownModels as Models);
  const userData = new DatabaseUserData(database, now);
  const http = createGuardedClient({ allowHosts: env.guardAllowHosts });
  const keys = secretKeysOf(env);
  const secrets = new DatabaseSecrets(database, keys, now);
  const sealed = recording ? unsealed : createSealedArguments(keys);
  for (const name of await secrets.learn()) warn(`The secret "${name}" cannot be opened with the keys at hand.`);
  await useKeptKeys(models, secrets, warn);
  await completeDefinitions(sql);
  const definitions = new DatabaseDefinitions(sql, now);
  await seedDefinitions(definitions);
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
  const onToolTrouble = (what: string, error: unknown) => logger.error({ err: error }, what);
  const mcp = new McpHub({
    store: new DatabaseMcpServers(database, now),
    http,
    secrets,
    files,
    stdioCommands: env.mcpStdioCommands,
    dataDir: env.dataDir,
    version: packageVersion,
    now,
    backoffMs,
    isTaken: (name, server) => {
      const source = tools.get(name)?.source;
      return tools.get(name) !== undefined && !(source?.kind === "mcp" && source.name === server);
    },
    onTrouble: onToolTrouble,
  });
  const definitionCases = new DatabaseDefinitionCases(database, () => newId("case"), now);
  const functions = new StoredFunctions({
    sandbox: new SandboxPool({ ...sandboxSize(), mostWaiting: 1_000, mostUses: 200 }),
    compiled: new CompiledFunctions(database, now),
    executions: new ExecutionRows(database),
    definitions,
    http,
    userData,
    secrets,
    isTaken: (name) => tools.get(name) !== undefined && tools.get(name)?.source?.kind !== "function",
    newExecutionId: () => newId("execution"),
    now,
    onTrouble: onToolTrouble,
  });
  const apis = new ImportedApis({ database, http, secrets, now, onTrouble: onToolTrouble });
  const toolRules = new DatabaseToolRules(database, now);
  await toolRules.start((error) => onToolTrouble("could not read the rules about tools", error));
  /** Tools that speak of tools and agents; the runtime that knows the agents stands on them. */
  const about: ToolSource = { tools: () => aboutTools };
  const log = new DatabaseLog(sql);
  const figures = new DatabaseFigures(sql, log);
  const dashboards = new DatabaseDashboards(database, { newId, now, figures });
  const builtin = builtinTools({ userData, dashboards, now, http, fetchAllowHosts: env.fetchAllowHosts });
  const tools: Tools = createTools(
    [builtin, about, functions, mcp, apis, ...(recording ? [recording.tools] : [])],
    warn,
  );
  const aboutTools = [
    requestTool({ tools, rules: toolRules, now }),
    searchTools((agent, version) =>
      (runtime.world.agent(agent, version)?.tools ?? []).flatMap(({ name }) => tools.get(name) ?? []),
    ),
  ];
  await functions.start();
  await mcp.start();
  await apis.start();
  const search = new DatabaseSearch(sql, log);
  const runtime: Runtime = await createRuntime({
    log,
    search,
    figures,
    lists: new DatabaseLists(sql),
    bus: new MemoryBus((error) => logger.error({ err: error }, "A listener threw")),
    queue,
    cache: new DatabaseCache(sql, { maxEntries: 10_000, maxBytes: 64 * 1024 * 1024, now: Date.now }),
    spool: new DatabaseSpool(sql),
    workers: new DatabaseWorkers(sql),
    models,
    tools,
    useTool: openingArguments(
      redacting(recording?.useTool(useTool) ?? useTool, (ownerId, text) => secrets.redact(ownerId, text)),
      sealed,
      (ownerId, values) => secrets.know(ownerId, values),
    ),
    definitions,
    caseResults: new DatabaseCaseResults(sql),
    definitionCases,
    checks: {
      agent(name, body) {
        const agent = toAgent({ ...body, name });
        const knows = (other: string) => runtime.world.agent(other) !== null;
        return [...checkAgent(agent, { tools, models }), ...agentWarnings(agent, { tools, models, knows })];
      },
      function: (name, body) => functions.problems(name, body),
      workflow: (name, body) =>
        checkWorkflow(toWorkflow({ ...body, name } as WorkflowDefinition), {
          hasAgent: (agent) => runtime.world.agent(agent) !== null,
          hasWorkflow: (workflow) => runtime.world.conductor(workflow) !== null,
          hasTool: (tool) => tools.get(tool) !== undefined,
          agentForms: (agent) => formsOf(runtime.world.agent(agent)),
          functionForms: (tool) => ({ takes: tools.get(tool)?.parameters, gives: tools.get(tool)?.output }),
        }),
    },
    testers: { function: (by, name, body, each) => functions.tryCase(by.userId, name, body, each) },
    functions,
    records: new DatabaseToolRecords(database),
    userData,
    preferences: new DatabasePreferences(database, now),
    dashboards,
    files,
    shares: new DatabaseShareLinks(database, { newId: () => newId("share"), now }),
    secrets,
    mcp,
    apis,
    toolRules,
    player: playingApart(),
    idempotency: new DatabaseIdempotencyKeys(sql, worker),
    judge: createJudge(tools, toolRules, sealed),
    seal(ownerId, name, args) {
      const tool = tools.get(name);
      return tool ? sealed.seal(ownerId, tool, args) : args;
    },
    metrics: (openTurns) => createMetrics(logger, queue, openTurns, now),
    worker,
    newId,
    now,
    monotonic,
    limits: {
      maxContextTokens: env.maxContextLength,
      compressionThreshold: env.contextCompressionThreshold,
      approvalMs: env.approvalMs,
      toolsInContext: env.toolsInContext,
    },
  });

  const tracing = traceRuns(runtime, env.telemetry, packageVersion, logger);

  // Nobody waits for it: until it is done, a search finds less.
  const closing = new AbortController();
  const onSearchTrouble = (error: unknown) => {
    if (!closing.signal.aborted) logger.error({ err: error }, "The search could not be brought up to date");
  };
  const rebuilt = search.rebuild({ signal: closing.signal }).catch(onSearchTrouble);
  const keepingUp = setInterval(() => void search.keepUp().catch(onSearchTrouble), searchEveryMs);
  keepingUp.unref();

  const endFigures = keepFigures(figures, (error) => logger.error({ err: error }, "The figures could not be kept"));

  return {
    runtime,
    async close() {
      await tracing?.stop();
      ownModels?.close();
      apis.stop();
      toolRules.stop();
      await functions.stop();
      await mcp.stop();
      clearInterval(keepingUp);
      closing.abort();
      await rebuilt;
      await endFigures();
      await files.close();
      await database.close();
    },
  };
}

function formsOf(agent: Agent | null): { takes?: unknown; gives?: unknown } {
  return { takes: agent?.inputSchema, gives: agent?.outputSchema };
}

/** Quick calls get as many processes as there are cores, and slow ones as many again. */
function sandboxSize(): { quick: number; slow: number } {
  const quick = Math.min(8, Math.max(2, availableParallelism()));
  return { quick, slow: quick };
}

/** What comes with the product is there from the first start; what a person changed or archived stays as it is. */
async function seedDefinitions(definitions: Definitions): Promise<void> {
  const seed = async (kind: "agent" | "workflow", { name, ...body }: { name: string }) => {
    if (await definitions.get(kind, name)) return;
    await definitions.change(kind, name, { do: "publish", body, note: "", create: true }, "system");
  };
  for (const agent of [...presets, ...teamAgents]) await seed("agent", agent);
  for (const workflow of workflowPresets) await seed("workflow", workflow);
}
