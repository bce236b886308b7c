import { pause } from "../support/eventually.ts";
import { startTroupe } from "./candidates.ts";
import { startChild } from "./child.ts";
import type { Job } from "./load-client.ts";
import { residentMegabytes } from "./process-figures.ts";

const sessions = 500;

/** Collects garbage when it is told to. */
const withCollector = ["--expose-gc", "--import", 'data:text/javascript,process.on("SIGUSR2",()=>gc())'];

/** What 100 sessions hold that were spoken in once and are now only watched, each by a socket of its own. */
export async function measureIdle(modelUrl: string): Promise<{ megabytesPer100: number }> {
  const server = await startTroupe(modelUrl, withCollector);
  const clients = [await startChild("load-client.ts"), await startChild("load-client.ts")];
  try {
    const [warmUp, idle] = clients as [(typeof clients)[0], (typeof clients)[0]];
    const connect = (connections: number): Job => ({ do: "connect", kind: "troupe", url: server.url, connections });
    const speakOnce: Job = { do: "messages", messages: sessions, atATime: 8, perConversation: 1 };
    await warmUp.ask(connect(200));
    await warmUp.ask(speakOnce);
    await warmUp.ask({ do: "disconnect" } satisfies Job);
    const before = await residentAtRest(server.pid);
    await idle.ask(connect(sessions));
    await idle.ask(speakOnce);
    const after = await residentAtRest(server.pid);
    return { megabytesPer100: ((after - before) * 100) / sessions };
  } finally {
    for (const client of clients) await client.stop();
    await server.stop();
  }
}

/** The kernel takes pages back a little after they were given up. */
async function residentAtRest(pid: number): Promise<number> {
  for (let times = 0; times < 4; times++) {
    await pause(500);
    process.kill(pid, "SIGUSR2");
  }
  await pause(500);
  return residentMegabytes(pid);
}
