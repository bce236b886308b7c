import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "../support/free-port.ts";

const packages = join(import.meta.dirname, "../../node_modules/@modelcontextprotocol");

/** The real servers of the registry, as programs. */
export const node = process.execPath;
export const everything = join(packages, "server-everything/dist/index.js");
export const filesystem = join(packages, "server-filesystem/dist/index.js");
export const memory = join(packages, "server-memory/dist/index.js");

export interface HttpServer {
  url: string;
  port: number;
  child: ChildProcess;
  kill(): Promise<void>;
}

/** The everything server over streamable HTTP, on a port of its own. */
export async function startEverything(port?: number): Promise<HttpServer> {
  const own = port ?? (await freePort());
  const child = spawn(node, [everything, "streamableHttp"], {
    env: { PATH: process.env.PATH, PORT: String(own), NODE_ENV: "test" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new Error("the server ended before it listened")));
    child.stderr?.on("data", (text: Buffer) => /listening/i.test(String(text)) && resolve());
  });
  return {
    url: `http://127.0.0.1:${own}/mcp`,
    port: own,
    child,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
