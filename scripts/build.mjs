// Builds what `npm start` runs: the server as one file, and the pages.
import { spawnSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { isGenerated, markBuilt, markGenerated, root, sourcesAsTheyAre } from "./freshness.mjs";

process.chdir(root);
const sources = sourcesAsTheyAre();
rmSync(join("dist", ".stamp"), { force: true });

if (!isGenerated()) {
  run("scripts/generate.mjs");
  markGenerated();
}

// Packages stay in node_modules. The bundle only spares the start from compiling and looking up our own files.
await build({
  entryPoints: {
    server: "server/index.ts",
    replay: "server/replay.ts",
    "parse-child": "server/files/parse-child.ts",
    "sandbox-child": "server/functions/sandbox/sandbox-child.ts",
  },
  outdir: "dist",
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node22",
  sourcemap: "linked",
  sourcesContent: false,
  logLevel: "warning",
});

// What stored functions import is put beside their code when they are saved.
cpSync("lib/functions/modules", "dist/function-modules", { recursive: true });

run("node_modules/next/dist/bin/next", "build");
markBuilt(sources);

function run(script, ...args) {
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: "inherit", env });
  if (status !== 0) process.exit(status ?? 1);
}
