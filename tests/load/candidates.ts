import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../support/eventually.ts";
import { freePort } from "../support/free-port.ts";
import { startServerProcess } from "../support/server-process.ts";
import { nextStart } from "./ai-route-app.ts";
import { startChild } from "./child.ts";
import type { Kind } from "./conversation.ts";

/** A server that is measured. */
export interface Candidate {
  kind: Exclude<Kind, "model">;
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Our built server with an empty database of its own. */
export async function startTroupe(modelUrl: string, nodeFlags: string[] = []): Promise<Candidate> {
  const data = mkdtempSync(join(tmpdir(), "troupe-bench-"));
  const server = startServerProcess({ port: await freePort(), variables: troupeVariables(data, modelUrl), nodeFlags });
  await server.answers("/ready");
  return {
    kind: "troupe",
    url: server.url,
    pid: server.pid,
    async stop() {
      await server.kill("SIGTERM");
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export function troupeVariables(data: string, modelUrl: string): Record<string, string> {
  return {
    DATA_DIR: data,
    LOG_LEVEL: "warn",
    LOCAL_MODEL_URL: modelUrl,
    LOCAL_MODEL_NAME: "bench",
    DEFAULT_MODEL_PROVIDER: "local",
    MAX_CONCURRENT_TASKS: "600",
    MAX_QUEUED_TASKS: "5000",
  };
}

export async function startRelay(modelUrl: string): Promise<Candidate> {
  const relay = await startChild<{ url: string }>("relay.ts", { MODEL_URL: modelUrl });
  return { kind: "relay", url: relay.ready.url, pid: relay.pid, stop: relay.stop };
}

export async function startRoute(folder: string, modelUrl: string): Promise<Candidate> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, nextStart(folder, port), {
    cwd: folder,
    stdio: "ignore",
    env: {
      PATH: process.env.PATH ?? "",
      HOME: process.env.HOME ?? "",
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      MODEL_URL: modelUrl,
    },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await eventually("the bare route", 30_000, async () => (await fetch(url).catch(() => null))?.ok || undefined);
  return {
    kind: "route",
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
