import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { loadEnvFile, readEnv } from "../../server/env.ts";

describe("the environment", () => {
  it("is complete when nothing is set", () => {
    expect(readEnv({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      dataDir: "./data",
      databaseUrl: "file:data/troupe.db",
      redisUrl: null,
      corsOrigins: [],
      log: { level: "info", format: null, file: null },
      maxConcurrentTasks: 10,
      maxQueuedTasks: 1000,
      maxTasksPerUser: null,
      maxContextLength: null,
      contextCompressionThreshold: 0.8,
      maxBodyBytes: 1_048_576,
      fetchAllowHosts: [],
      guardAllowHosts: [],
      models: { defaultProvider: null, firstChunkTimeoutMs: 60_000, chunkTimeoutMs: 30_000, demoTokensPerSecond: 60 },
    });
  });

  it("takes an empty value as not set, and trims", () => {
    const env = readEnv({ PORT: "", HOST: "  ", OPENAI_API_KEY: " key ", OPENAI_MODEL: "" });
    expect(env.port).toBe(3000);
    expect(env.models.openai).toEqual({ apiKey: "key", baseUrl: "https://api.openai.com/v1", model: "gpt-5.4-mini" });
  });

  it("reads lists, addresses without a slash at the end, and other names for host and port", () => {
    const env = readEnv({
      CORS_ORIGINS: "https://a.example, https://b.example",
      FETCH_ALLOW_HOSTS: "*.example.com,",
      LOCAL_MODEL_URL: "http://localhost:8080/v1/",
      SERVER_HOST: "0.0.0.0",
      SERVER_PORT: "8000",
      PORT: "4000",
      DATA_DIR: "/var/lib/troupe",
    });
    expect(env.corsOrigins).toEqual(["https://a.example", "https://b.example"]);
    expect(env.fetchAllowHosts).toEqual(["*.example.com"]);
    expect(env.models.local.url).toBe("http://localhost:8080/v1");
    expect([env.host, env.port]).toEqual(["0.0.0.0", 4000]);
    expect(env.databaseUrl).toBe("file:/var/lib/troupe/troupe.db");
  });

  it("says every wrong value in a sentence of its own, without secrets", () => {
    const source = {
      PORT: "eighty",
      LOG_LEVEL: "loud",
      DEFAULT_MODEL_PROVIDER: "skynet",
      DATABASE_URL: "mysql://user:secret@host/db",
      OLLAMA_URL: "localhost:11434",
      CONTEXT_COMPRESSION_THRESHOLD: "80",
      MAX_CONCURRENT_TASKS: "2.5",
    };
    const problems = (() => {
      try {
        readEnv(source);
        return [];
      } catch (error) {
        return (error as Error).message.split("\n");
      }
    })();
    expect(problems).toHaveLength(7);
    expect(problems).toContain('PORT must be a whole number from 0 to 65535. It is "eighty".');
    expect(problems.join(" ")).toContain("LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.");
    expect(problems.join(" ")).not.toContain("secret");
  });

  it("is described completely in .env.example, where each default is the real one", () => {
    const lines = readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=(.*)$/gm);
    const example = Object.fromEntries([...lines].map(([, name = "", value]) => [name, value]));
    expect(readEnv(example)).toEqual(readEnv({}));
    const source = readFileSync("server/env.ts", "utf8");
    const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name = ""]) => name);
    expect(names.length).toBeGreaterThan(30);
    expect(Object.keys(example).sort()).toEqual(names.sort());
  });

  it("is filled from a .env file, and what is there already wins", () => {
    const folder = mkdtempSync(join(tmpdir(), "env-"));
    const file = join(folder, ".env");
    writeFileSync(file, "TROUPE_TEST_A=file\nTROUPE_TEST_B=file\n");
    vi.stubEnv("TROUPE_TEST_A", "real");
    vi.stubEnv("TROUPE_TEST_B", undefined);
    loadEnvFile(file);
    loadEnvFile(join(folder, "none"));
    expect([process.env.TROUPE_TEST_A, process.env.TROUPE_TEST_B]).toEqual(["real", "file"]);
    rmSync(folder, { recursive: true });
  });
});
