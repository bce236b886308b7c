import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { eventually } from "./eventually.ts";

export const root = join(import.meta.dirname, "..", "..");

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly running: boolean;
  /** Resolves once the path answers 200. Rejects at once when the process has ended. */
  answers(path: string, withinMs?: number): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<Exit>;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface ServerOptions {
  /** What Node runs: by default the built server. */
  script?: string;
  port: number;
  /** Besides PATH and what makes a server quiet and alone, the whole environment. */
  variables: Record<string, string>;
  nodeFlags?: string[];
  onLine?: (line: string) => void;
}

/** The server as a process of its own, in production mode, without any model but those that `variables` name. */
export function startServerProcess({ script, port, variables, nodeFlags = [], onLine }: ServerOptions): ServerProcess {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    ["--enable-source-maps", ...nodeFlags, script ?? join(root, "dist", "server.js")],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH ?? "",
        HOME: process.env.HOME ?? "",
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        LOG_FORMAT: "json",
        OLLAMA_URL: "http://127.0.0.1:9",
        PORT: String(port),
        ...variables,
      },
    },
  );
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => onLine?.(line));
  }
  // Whoever started it may end by an error: then it goes along.
  const goAlong = () => child.kill("SIGKILL");
  process.once("exit", goAlong);
  let exit: Exit | null = null;
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      process.off("exit", goAlong);
      exit = { code, signal };
      resolve(exit);
    });
  });
  exited.catch(() => {});
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    pid: child.pid ?? 0,
    exited,
    startedAt,
    get running() {
      return exit === null;
    },
    async answers(path, withinMs = 30_000) {
      await eventually(`${path} of the server`, withinMs, async () => {
        if (exit) throw new Error(`the server has ended (code ${exit.code}, signal ${exit.signal})`);
        const response = await fetch(url + path, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
        await response?.arrayBuffer().catch(() => undefined);
        return response?.status === 200 || undefined;
      });
    },
    kill(signal) {
      if (!exit) child.kill(signal);
      return exited;
    },
  };
}
