import { z } from "zod";
import type { Runtime } from "../runtime/create-runtime.ts";
import type { Server } from "./route.ts";

const component = z.object({
  status: z.enum(["ok", "degraded", "starting", "stopping"]),
  detail: z.string().optional(),
});
type Component = z.infer<typeof component>;

export const health = z
  .object({
    status: z.enum(["ok", "degraded"]),
    version: z.string(),
    uptimeSeconds: z.number(),
    components: z.object({ database: component, queue: component, models: component, pages: component }),
  })
  .meta({ id: "Health" });

const pingMs = 2_000;
const ok: Component = { status: "ok" };
const starting: Component = { status: "starting" };

/** How the parts do. It answers as long as the process can. */
export async function checkHealth(server: Server): Promise<z.infer<typeof health>> {
  const runtime = server.runtime();
  const components = {
    database: runtime ? await database(runtime) : starting,
    queue: runtime ? queue(runtime, server) : starting,
    models: runtime ? models(runtime) : starting,
    pages: server.pagesReady() ? ok : starting,
  };
  const well = Object.values(components).every((each) => each.status === "ok");
  return {
    status: well ? "ok" : "degraded",
    version: server.version,
    uptimeSeconds: Math.round(process.uptime()),
    components,
  };
}

/** One small read: an answer within its time is all that is asked. */
async function database({ ports }: Runtime): Promise<Component> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Component>((resolve) => {
    timer = setTimeout(
      () => resolve({ status: "degraded", detail: `No answer within ${pingMs / 1000} seconds.` }),
      pingMs,
    );
  });
  const ping = ports.log.head("health").then(
    () => ok,
    () => ({ status: "degraded" as const, detail: "It cannot be read." }),
  );
  return Promise.race([ping, late]).finally(() => clearTimeout(timer));
}

function queue({ ports }: Runtime, { env, stopping }: Server): Component {
  if (stopping()) return { status: "stopping", detail: "Nothing new is taken in." };
  const { queued } = ports.queue.stats();
  return queued < env.maxQueuedTasks ? ok : { status: "degraded", detail: `${queued} runs wait: it is full.` };
}

function models({ ports }: Runtime): Component {
  const usable = ports.models.list().filter((model) => model.unavailable === null);
  if (usable.length === 0) return { status: "degraded", detail: "No model can be used." };
  const providers = new Set(usable.map((model) => model.provider));
  const broken = ports.models.health().filter((each) => each.circuit === "open" && providers.has(each.provider));
  if (broken.length === 0) return ok;
  return { status: "degraded", detail: `Not answering: ${broken.map((each) => each.provider).join(", ")}.` };
}

/** What is still missing before requests should be sent here; empty when nothing is. */
export function notReady(server: Server): string[] {
  return [
    ...(server.stopping() ? ["the server is stopping"] : []),
    ...(server.runtime() ? [] : ["the log is not open yet"]),
    ...(server.pagesReady() ? [] : ["the pages are not prepared yet"]),
  ];
}
