// Finds a Chromium for the browser tests; where there is none, tries to get one.
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

/** What a Chromium needs that runs as root, and what keeps it from asking the network for things of its own. */
export const browserArguments = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The lightest first: the first of them draws no window of its own. */
const commands = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The path of a Chromium on this machine, or null. */
export function findBrowser() {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) return named;
  const own = createRequire(import.meta.url)("@playwright/test").chromium.executablePath();
  if (existsSync(own)) return own;
  return commands.map(onPath).find((path) => path !== null) ?? null;
}

/** Finds one, or installs one by Playwright, or as root by apt; null when none of this works. */
export function findOrInstallBrowser(say = console.error) {
  const found = findBrowser();
  if (found) return found;
  say("There is no Chromium on this machine; trying Playwright's own…");
  run(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], 300_000);
  const own = findBrowser();
  if (own || process.getuid?.() !== 0 || !onPath("apt-get")) return own;
  say("Playwright's could not be downloaded; installing the system's with apt…");
  run("apt-get", ["update", "-qq"], 300_000);
  for (const name of ["chromium-headless-shell", "chromium"]) {
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], 600_000);
    const installed = findBrowser();
    if (installed) return installed;
  }
  return null;
}

function run(command, args, timeout) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { stdio: ["ignore", 2, 2], timeout, env }).status === 0;
}

function onPath(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here; perhaps in the next folder.
    }
  }
  return null;
}
