import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { root } from "../support/server-process.ts";
import type { Sabotage } from "./sabotages.ts";

/** The server's own sources, bundled as `npm run build` does, with the tools of this test beside the shipped ones. */
export async function buildServer(sabotage?: Sabotage): Promise<{ script: string; remove: () => void }> {
  const folder = join(root, "dist", `chaos-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: { server: "server/index.ts" },
    outdir: folder,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node22",
    sourcemap: "linked",
    logLevel: "warning",
    plugins: [withTools, ...(sabotage ? [broken(sabotage)] : [])],
  });
  return { script: join(folder, "server.js"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const withTools: Plugin = {
  name: "tools that tell the far side",
  setup({ onResolve }) {
    onResolve({ filter: /\/builtin-tools\.ts$/ }, ({ importer }) =>
      importer.endsWith("server/assemble.ts") ? { path: join(root, "tests", "chaos", "tools.ts") } : undefined,
    );
  },
};

function broken({ file, from, to }: Sabotage): Plugin {
  const path = join(root, file);
  return {
    name: "sabotage",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, (loaded) => {
        if (loaded.path !== path) return undefined;
        const text = readFileSync(path, "utf8");
        if (!text.includes(from)) throw new Error(`${file} has changed: "${from}" is not in it any more.`);
        return { contents: text.replace(from, to), loader: "ts" };
      });
    },
  };
}
