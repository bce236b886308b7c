import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { z } from "zod";

type Source = Record<string, string | undefined>;

const text = z.string();
const optionalText = text.optional();
const whole = (least: number, most: number, unset: number) => optionalWhole(least, most).default(unset);
const optionalWhole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error }).optional();
};
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(", ")}` });
const list = text
  .transform((value) =>
    value
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  )
  .default([]);

/** As OpenTelemetry writes them: `name=value`, separated by commas, each value with percent signs where it needs them. */
const pairs = list.transform((items, context) => {
  const found: Record<string, string> = {};
  for (const item of items) {
    const [name = "", ...value] = item.split("=");
    try {
      if (name.trim() === "" || value.length === 0) throw new Error("no pair");
      found[name.trim()] = decodeURIComponent(value.join("=").trim());
    } catch {
      context.addIssue({ code: "custom", message: "must be a list of name=value, separated by commas" });
      return z.NEVER;
    }
  }
  return found;
});

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

const httpUrl = text
  .refine(isHttpUrl, { error: "must be a URL that begins with http:// or https://" })
  .transform((value) => value.replace(/\/+$/, ""));
const origins = list.refine((items) => items.every((item) => item === "*" || isHttpUrl(item)), {
  error: "must be a list of origins such as https://example.com, separated by commas",
});

const isSecretKey = (value: string) => Buffer.from(value, "base64").length === 32;
const secretKeyForm = "must be 32 bytes in base64, such as `openssl rand -base64 32` gives";

export const providerNames = ["openai", "anthropic", "deepseek", "qwen", "local", "ollama", "demo"] as const;

const variables = z.object({
  PORT: whole(0, 65_535, 3000),
  HOST: text.default("127.0.0.1"),
  DATA_DIR: text.default("./data"),
  DATABASE_URL: text
    .regex(/^(file:|postgres(ql)?:\/\/)/, { error: "must begin with file: (SQLite) or postgresql:// (PostgreSQL)" })
    .optional(),
  DATABASE_SYNCHRONOUS: oneOf(["NORMAL", "FULL"]).default("NORMAL"),
  REDIS_URL: text.regex(/^rediss?:\/\//, { error: "must begin with redis:// or rediss://" }).optional(),
  CORS_ORIGINS: origins,
  LOG_LEVEL: oneOf(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  LOG_FORMAT: oneOf(["pretty", "json"]).optional(),
  LOG_FILE: optionalText,

  DEFAULT_MODEL_PROVIDER: oneOf(providerNames).optional(),
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: httpUrl.default("https://api.openai.com/v1"),
  OPENAI_MODEL: text.default("gpt-5.4-mini"),
  ANTHROPIC_API_KEY: optionalText,
  ANTHROPIC_BASE_URL: httpUrl.default("https://api.anthropic.com/v1"),
  ANTHROPIC_MODEL: text.default("claude-sonnet-4-6"),
  DEEPSEEK_API_KEY: optionalText,
  DEEPSEEK_BASE_URL: httpUrl.default("https://api.deepseek.com/v1"),
  DEEPSEEK_MODEL: text.default("deepseek-v4-flash"),
  QWEN_API_KEY: optionalText,
  QWEN_BASE_URL: httpUrl.default("https://dashscope-intl.aliyuncs.com/compatible-mode/v1"),
  QWEN_MODEL: text.default("qwen-plus"),
  OLLAMA_URL: httpUrl.optional(),
  OLLAMA_MODEL: optionalText,
  LOCAL_MODEL_URL: httpUrl.optional(),
  LOCAL_MODEL_NAME: text.default("default"),
  LOCAL_MODEL_API_KEY: optionalText,
  MODEL_FIRST_CHUNK_TIMEOUT_MS: whole(1, 3_600_000, 60_000),
  MODEL_CHUNK_TIMEOUT_MS: whole(1, 3_600_000, 30_000),
  DEMO_TOKENS_PER_SECOND: whole(0, 1_000_000, 60),

  MAX_CONCURRENT_TASKS: whole(1, 100_000, 10),
  MAX_QUEUED_TASKS: whole(1, 10_000_000, 1000),
  MAX_TASKS_PER_USER: optionalWhole(1, 100_000),
  MAX_CONTEXT_LENGTH: optionalWhole(1000, 100_000_000),
  CONTEXT_COMPRESSION_THRESHOLD: z.coerce
    .number({ error: "must be a number from 0.1 to 1" })
    .min(0.1, { error: "must be a number from 0.1 to 1" })
    .max(1, { error: "must be a number from 0.1 to 1" })
    .default(0.8),
  MAX_BODY_BYTES: whole(1024, 1_073_741_824, 1_048_576),
  MAX_UPLOAD_BYTES: whole(1024, 1_073_741_824, 20 * 1_048_576),
  APPROVAL_EXPIRES_AFTER_HOURS: whole(0, 100_000, 168),
  TOOLS_IN_CONTEXT: whole(5, 10_000, 40),
  TROUPE_SECRET_KEY: text.refine(isSecretKey, { error: secretKeyForm }).optional(),
  TROUPE_OLD_SECRET_KEYS: list.refine((keys) => keys.every(isSecretKey), { error: secretKeyForm }),

  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: pairs,
  OTEL_SERVICE_NAME: text.default("troupe"),
  OTEL_RESOURCE_ATTRIBUTES: pairs,

  MCP_STDIO_COMMANDS: list.refine((commands) => commands.every((command) => isAbsolute(command)), {
    error: "must be a list of whole paths, separated by commas",
  }),
  FETCH_ALLOW_HOSTS: list,
  GUARD_ALLOW_HOSTS: list,
});

/** Other names for the same setting; the first one wins where both are set. */
const aliases = { HOST: "SERVER_HOST", PORT: "SERVER_PORT" } as const;

export type Env = ReturnType<typeof readEnv>;

/** All configuration, checked once. Throws an error with one sentence for each wrong value. */
export function readEnv(source: Source) {
  const given: Record<string, string> = {};
  for (const name of Object.keys(variables.shape)) {
    const value = source[name]?.trim() || (name in aliases && source[aliases[name as keyof typeof aliases]]?.trim());
    if (value) given[name] = value;
  }
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const problems = new Map(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
    throw new Error([...problems].map(([name, problem]) => sentence(name, problem, given[name])).join("\n"));
  }
  const v = parsed.data;
  return {
    port: v.PORT,
    host: v.HOST,
    dataDir: v.DATA_DIR,
    databaseUrl: v.DATABASE_URL ?? `file:${join(v.DATA_DIR, "troupe.db")}`,
    /** SQLite: `FULL` also survives a loss of power, at a price. */
    databaseSynchronous: v.DATABASE_SYNCHRONOUS,
    redisUrl: v.REDIS_URL ?? null,
    corsOrigins: v.CORS_ORIGINS,
    /** No format means: pretty on a terminal, else JSON. */
    log: { level: v.LOG_LEVEL, format: v.LOG_FORMAT ?? null, file: v.LOG_FILE ?? null },
    models: {
      defaultProvider: v.DEFAULT_MODEL_PROVIDER ?? null,
      openai: { apiKey: v.OPENAI_API_KEY ?? null, baseUrl: v.OPENAI_BASE_URL, model: v.OPENAI_MODEL },
      anthropic: { apiKey: v.ANTHROPIC_API_KEY ?? null, baseUrl: v.ANTHROPIC_BASE_URL, model: v.ANTHROPIC_MODEL },
      deepseek: { apiKey: v.DEEPSEEK_API_KEY ?? null, baseUrl: v.DEEPSEEK_BASE_URL, model: v.DEEPSEEK_MODEL },
      qwen: { apiKey: v.QWEN_API_KEY ?? null, baseUrl: v.QWEN_BASE_URL, model: v.QWEN_MODEL },
      ollama: { url: v.OLLAMA_URL ?? null, model: v.OLLAMA_MODEL ?? null },
      local: { url: v.LOCAL_MODEL_URL ?? null, model: v.LOCAL_MODEL_NAME, apiKey: v.LOCAL_MODEL_API_KEY ?? null },
      firstChunkTimeoutMs: v.MODEL_FIRST_CHUNK_TIMEOUT_MS,
      chunkTimeoutMs: v.MODEL_CHUNK_TIMEOUT_MS,
      demoTokensPerSecond: v.DEMO_TOKENS_PER_SECOND,
    },
    maxConcurrentTasks: v.MAX_CONCURRENT_TASKS,
    maxQueuedTasks: v.MAX_QUEUED_TASKS,
    maxTasksPerUser: v.MAX_TASKS_PER_USER ?? null,
    /** In tokens; null means what the model takes. */
    maxContextLength: v.MAX_CONTEXT_LENGTH ?? null,
    contextCompressionThreshold: v.CONTEXT_COMPRESSION_THRESHOLD,
    maxBodyBytes: v.MAX_BODY_BYTES,
    /** Of one file. */
    maxUploadBytes: v.MAX_UPLOAD_BYTES,
    /** How long a person has to approve a call; null: for ever. */
    approvalMs: v.APPROVAL_EXPIRES_AFTER_HOURS === 0 ? null : v.APPROVAL_EXPIRES_AFTER_HOURS * 3_600_000,
    /** An agent with more tools searches for those that it needs. */
    toolsInContext: v.TOOLS_IN_CONTEXT,
    /** Of the secrets' store; without it the key stands in a file. */
    secretKey: v.TROUPE_SECRET_KEY ?? null,
    oldSecretKeys: v.TROUPE_OLD_SECRET_KEYS,
    /** Where traces go; null: nowhere. */
    telemetry: v.OTEL_EXPORTER_OTLP_ENDPOINT
      ? {
          endpoint: v.OTEL_EXPORTER_OTLP_ENDPOINT,
          headers: v.OTEL_EXPORTER_OTLP_HEADERS,
          service: v.OTEL_SERVICE_NAME,
          attributes: v.OTEL_RESOURCE_ATTRIBUTES,
        }
      : null,
    /** Programs that may be MCP servers. */
    mcpStdioCommands: v.MCP_STDIO_COMMANDS,
    fetchAllowHosts: v.FETCH_ALLOW_HOSTS,
    guardAllowHosts: v.GUARD_ALLOW_HOSTS,
  };
}

function sentence(name: string, problem: string, value: string | undefined): string {
  const shown = value === undefined || /KEY|HEADERS|DATABASE_URL|REDIS_URL/.test(name) ? "" : ` It is "${value}".`;
  return `${name} ${problem}.${shown}`;
}

/** Reads `.env` in the working directory, if there is one. What the environment already has wins. */
export function loadEnvFile(path = ".env"): void {
  if (existsSync(path)) process.loadEnvFile(path);
}
