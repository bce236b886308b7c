import type { Env } from "./env.ts";
import type { Logger } from "./logger.ts";
import type { Runtime } from "./runtime/create-runtime.ts";

interface Options {
  env: Env;
  runtime: Runtime;
  port: number;
  ms: number;
  logger: Logger;
}

/** What a person reads after `npm start`: where it is, what it stands on, and what to try first. */
export function welcome({ env, runtime, port, ms, logger }: Options): void {
  const name = isLoopback(env.host) ? "localhost" : env.host;
  const url = `http://${name}:${port}`;
  const models = runtime.ports.models.list();
  const usable = models
    .filter((model) => model.unavailable === null)
    .map((model) => (model.isDefault ? `${model.name} (default)` : model.name));
  const lines = [
    `Troupe is ready in ${(ms / 1000).toFixed(1)} s:  ${url}`,
    `  database  ${withoutPassword(env.databaseUrl)}`,
    `  models    ${usable.join(", ")}`,
    ...(usable.every((each) => each.startsWith("demo/"))
      ? [
          `            No provider is set up, so the built-in demo model answers. For a real one, give a key at ${url}/settings/providers, or set OPENAI_API_KEY, ANTHROPIC_API_KEY … in .env.`,
        ]
      : []),
    `  try       ${url} in a browser, or:`,
    `            curl ${url}/api/v1/messages -H 'content-type: application/json' -d '{"content":"What is 6*7?","wait":true}'`,
    `  read      ${url}/docs`,
  ];
  if (process.stdout.isTTY) process.stdout.write(`\n${lines.join("\n")}\n\n`);
  else for (const line of lines) logger.info(line);
  if (!isLoopback(env.host)) {
    logger.warn(
      `HOST is ${env.host}: everyone who reaches this address can use and change everything, because there are no accounts in single-user mode. Put it behind something that asks who comes.`,
    );
  }
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

function withoutPassword(url: string): string {
  return url.replace(/:\/\/([^:@/]*):[^@/]*@/, "://$1:…@");
}
