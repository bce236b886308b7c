import { writeFileSync } from "node:fs";
import { startTroupe } from "./candidates.ts";
import { startChild } from "./child.ts";
import { inLines } from "./load-figures.ts";
import { type LoadOptions, readLoadOptions, usage } from "./load-options.ts";
import { putUnderLoad } from "./put-under-load.ts";

try {
  const options = readLoadOptions(process.argv.slice(2));
  if (options) await load(options);
  else console.log(usage);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function load({ clients, seconds, url, output }: LoadOptions): Promise<void> {
  const own = url === null ? await startOwn() : null;
  try {
    const figures = await putUnderLoad(url ?? own?.url ?? "", clients, seconds);
    console.log(inLines(figures));
    if (output !== null) writeFileSync(output, `${JSON.stringify(figures, null, 2)}\n`);
    if (figures.received < figures.sent) process.exitCode = 1;
  } finally {
    await own?.stop();
  }
}

async function startOwn(): Promise<{ url: string; stop: () => Promise<void> }> {
  const model = await startChild<{ url: string }>("model-server.ts");
  const server = await startTroupe(`${model.ready.url}/at-once/v1`);
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await model.stop();
    },
  };
}
