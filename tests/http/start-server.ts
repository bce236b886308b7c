import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { assemble } from "../../server/assemble.ts";
import { readEnv } from "../../server/env.ts";
import { createApi } from "../../server/http/handle.ts";
import type { Runtime } from "../../server/runtime/create-runtime.ts";
import { temporaryFolder } from "../support/database.ts";

export interface TestServer {
  url: string;
  runtime: Runtime;
  http: Server;
  /** What was logged as an error. */
  troubles: { err?: unknown; id?: string; msg: string }[];
  /** Ends this process's part and starts anew on the same data. */
  restart(): Promise<TestServer>;
  stop(): Promise<void>;
}

interface Options {
  env?: Record<string, string>;
  /** Seen as `true` by default. */
  pagesReady?: () => boolean;
  stopping?: () => boolean;
  /** Changes the runtime before the API sees it. */
  wrap?: (runtime: Runtime) => Runtime;
}

/** The real API on the real runtime: SQLite in a folder of its own, the demo model without delay, a port of its own. */
export async function startServer(options: Options = {}): Promise<TestServer> {
  const folder = temporaryFolder();
  return startIn(folder, options);
}

async function startIn(folder: { path: string; remove: () => void }, options: Options): Promise<TestServer> {
  const env = readEnv({
    DATA_DIR: folder.path,
    DEMO_TOKENS_PER_SECOND: "0",
    DEFAULT_MODEL_PROVIDER: "demo",
    LOG_LEVEL: "error",
    ...options.env,
  });
  const troubles: TestServer["troubles"] = [];
  const logger = pino({ level: "error" }, { write: (line) => void troubles.push(JSON.parse(line)) });
  const { runtime, close } = await assemble(env, logger);
  await runtime.start();
  const served = options.wrap?.(runtime) ?? runtime;
  const api = createApi({
    runtime: () => served,
    env,
    version: "0.0.0-test",
    pagesReady: options.pagesReady ?? (() => true),
    stopping: options.stopping ?? (() => runtime.stopping),
    logger,
  });
  const http = createServer((request, response) => {
    if (!api(request, response)) response.writeHead(404).end("a page");
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;

  const end = async () => {
    await runtime.stop(1_000);
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
    await close();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    runtime,
    http,
    troubles,
    async restart() {
      await end();
      return startIn(folder, options);
    },
    async stop() {
      await end();
      folder.remove();
    },
  };
}
