import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../support/free-port.ts";
import { startServerProcess } from "../support/server-process.ts";
import { troupeVariables } from "./candidates.ts";
import { median } from "./median.ts";

export interface StartFigures {
  healthyMs: number;
  readyMs: number;
  /** The very first start, which makes the database. */
  firstReadyMs: number;
}

/** From starting the process of the built server to its answers, over a database that is there. */
export async function measureStart(modelUrl: string, times: number): Promise<StartFigures> {
  const folder = mkdtempSync(join(tmpdir(), "troupe-start-"));
  const start = async () => {
    const server = startServerProcess({ port: await freePort(), variables: troupeVariables(folder, modelUrl) });
    const since = () => performance.now() - server.startedAt;
    const both = [server.answers("/health").then(since), server.answers("/ready").then(since)] as const;
    const [healthyMs, readyMs] = await Promise.all(both);
    await server.kill("SIGTERM");
    return { healthyMs, readyMs };
  };
  try {
    const first = await start();
    const starts: Awaited<ReturnType<typeof start>>[] = [];
    for (let n = 0; n < times; n++) starts.push(await start());
    return {
      healthyMs: median(starts.map((each) => each.healthyMs)),
      readyMs: median(starts.map((each) => each.readyMs)),
      firstReadyMs: first.readyMs,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
