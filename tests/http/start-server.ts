import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { pino } from "pino";
import { assemble } from "../../server/assemble.ts";
import type { Provider } from "../../server/db/provider.ts";
import { readEnv } from "../../server/env.ts";
import { createApi } from "../../server/http/handle.ts";
import type { Runtime } from "../../server/runtime/create-runtime.ts";
import { openTestDatabase, temporaryFolder } from "../support/database.ts";

export interface TestServer {
  url: string;
  runtime: Runtime;
  http: Server;
  /** The server's side of the streams that are open now. */
  streaming(): Set<Socket>;
  /** Resolves when no request is open any more. */
  quiet(): Promise<void>;
  /** What was logged as an error. */
  troubles: { err?: unknown; id?: string; msg: string }[];
  /** Ends this process's part and starts anew on the same data. */
  restart(): Promise<TestServer>;
  stop(): Promise<void>;
}

interface Options {
  /** SQLite by default. */
  provider?: Provider;
  env?: Record<string, string>;
  /** Seen as `true` by default. */
  pagesReady?: () => boolean;
  stopping?: () => boolean;
  /** False: the log is not open for the API, as while a server starts. */
  open?: boolean;
  /** Changes the runtime before the API sees it. */
  wrap?: (runtime: Runtime) => Runtime;
}

/** The real API on the real runtime: SQLite in a folder of its own, the demo model without delay, a port of its own. */
export async function startServer(options: Options = {}): Promise<TestServer> {
  const folder = temporaryFolder();
  if (!options.provider) return startIn(folder, options);
  const { url, drop } = await openTestDatabase(options.provider);
  const remove = async () => {
    await drop();
    folder.remove();
  };
  return startIn({ path: folder.path, remove }, { ...options, env: { ...options.env, DATABASE_URL: url } });
}

async function startIn(folder: { path: string; remove: () => unknown }, options: Options): Promise<TestServer> {
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
    runtime: () => (options.open === false ? null : served),
    env,
    version: "0.0.0-test",
    pagesReady: options.pagesReady ?? (() => true),
    stopping: options.stopping ?? (() => runtime.stopping),
    logger,
  });
  const streaming = new Set<Socket>();
  const waiting: (() => void)[] = [];
  const http = createServer((request, response) => {
    const { socket } = request;
    response.once("close", () => {
      streaming.delete(socket);
      if (streaming.size === 0) for (const tell of waiting.splice(0)) tell();
    });
    streaming.add(socket);
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
    streaming: () => streaming,
    quiet: () => new Promise((resolve) => (streaming.size === 0 ? resolve() : void waiting.push(resolve))),
    troubles,
    async restart() {
      await end();
      return startIn(folder, options);
    },
    async stop() {
      await end();
      await folder.remove();
    },
  };
}
