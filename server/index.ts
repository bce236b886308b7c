import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type Assembly, assemble } from "./assemble.ts";
import { type Env, loadEnvFile, readEnv } from "./env.ts";
import { hideClosedShare } from "./http/closed-share.ts";
import { createApi } from "./http/handle.ts";
import { checkOrigin } from "./http/origin.ts";
import { createLogger } from "./logger.ts";
import { type Pages, preparePages } from "./pages.ts";
import { setCurrentRuntime } from "./runtime/current-runtime.ts";
import { attachSockets } from "./socket/attach.ts";
import { packageVersion } from "./version.ts";
import { welcome } from "./welcome.ts";

/** How long running turns get after the first signal before they hand over to the next process. */
const graceMs = 5_000;

const startedAt = performance.now();
loadEnvFile();
const env = readEnvOrExit();
const logger = createLogger(env.log);

let assembly: Assembly | null = null;
let pages: Pages | null = null;
let stopping = false;
let stoppingSince = 0;

const api = createApi({
  runtime: () => assembly?.runtime ?? null,
  env,
  version: packageVersion,
  pagesReady: () => pages !== null,
  stopping: () => stopping,
  logger,
  sockets: () => io.engine.clientsCount,
});

// Listens first: `/health` answers while the log is opened and the pages are prepared.
const server = createServer((request, response) => {
  if (api(request, response)) return;
  const refused = refuse(request, env);
  if (refused !== null) response.writeHead(421, { "content-type": "text/plain; charset=utf-8" }).end(refused);
  else if (pages && request.url?.startsWith("/share/")) void handleShare(pages, request, response);
  else if (pages) pages.handle(request, response);
  else comeBackSoon(response);
});
server.headersTimeout = 15_000;
server.requestTimeout = 60_000;
server.keepAliveTimeout = 65_000;

const io = attachSockets(server, {
  runtime: () => assembly?.runtime ?? null,
  maxBytes: env.maxBodyBytes,
  refuse: (request) => refuse(request, env),
  onTrouble: (what, error) => logger.error({ err: error }, what),
});
server.on("upgrade", (request, socket, head) => {
  if (request.url?.startsWith("/socket.io")) return;
  if (pages?.upgrade && refuse(request, env) === null) pages.upgrade(request, socket, head);
  else socket.destroy();
});

server.once("error", (error: NodeJS.ErrnoException) => {
  const sentence =
    error.code === "EADDRINUSE"
      ? `Port ${env.port} is taken. Stop what uses it, or set PORT to another one.`
      : `The server could not listen on ${env.host}:${env.port}: ${error.message}`;
  logger.fatal(sentence);
  process.exitCode = 1;
  void stop("no port");
});
server.listen(env.port, env.host, () => void start());

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(signal));
process.on("unhandledRejection", (error) =>
  logger.error({ err: error }, "A promise was rejected and nobody listened."),
);

async function start(): Promise<void> {
  const dev = process.env.NODE_ENV !== "production";
  const preparing = preparePages(dev).then(
    (ready) => {
      pages = ready;
    },
    (error: unknown) => logger.error({ err: error }, "The pages could not be prepared; the API goes on without them."),
  );
  try {
    const opened = await assemble(env, logger);
    await opened.runtime.start();
    assembly = opened;
    setCurrentRuntime(opened.runtime);
  } catch (error) {
    logger.fatal(
      { err: error },
      `The server could not start: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exitCode = 1;
    return stop("no start");
  }
  await preparing;
  if (!stopping)
    welcome({ env, runtime: assembly.runtime, port: portOf(server), ms: performance.now() - startedAt, logger });
}

async function stop(why: string): Promise<void> {
  if (stopping) {
    // A terminal and npm both pass one Ctrl-C on; a second one that a person pressed comes later.
    if (performance.now() - stoppingSince > 1_000) process.exit(process.exitCode ?? 0);
    return;
  }
  stopping = true;
  stoppingSince = performance.now();
  logger.info(`Stopping (${why}): nothing new is taken in, running turns get ${graceMs / 1000} seconds.`);
  try {
    await assembly?.runtime.stop(graceMs);
    // Closed from below, so that clients take it for a lost connection and come back by themselves.
    io.engine.close();
    server.close();
    server.closeAllConnections();
    await assembly?.close();
  } catch (error) {
    logger.error({ err: error }, "The stop was not clean; the log is consistent all the same.");
  }
  logger.info("Stopped.");
  process.exit(process.exitCode ?? 0);
}

async function handleShare(ready: Pages, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await hideClosedShare(request, assembly?.runtime.ports.shares ?? null).catch((error: unknown) =>
    logger.error({ err: error }, "A shared link could not be looked up"),
  );
  ready.handle(request, response);
}

function refuse(request: IncomingMessage, current: Env): string | null {
  const checked = checkOrigin(request.headers, current);
  return checked.ok ? null : checked.message;
}

function comeBackSoon(response: ServerResponse): void {
  response.writeHead(503, {
    "content-type": "text/html; charset=utf-8",
    "retry-after": "1",
    refresh: "1",
    "cache-control": "no-store",
  });
  response.end(
    "<!doctype html><html lang=en><meta charset=utf-8><title>Troupe is starting</title><p>Troupe is starting. This page loads again by itself.",
  );
}

function portOf(listening: typeof server): number {
  const address = listening.address();
  return typeof address === "object" && address ? address.port : env.port;
}

function readEnvOrExit(): Env {
  try {
    return readEnv(process.env);
  } catch (error) {
    console.error(`The configuration is not right:\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
