// What has been installed, generated and built, and from which sources. Plain JavaScript for any Node from 16 on, without
// dependencies: the launcher asks these questions before anything is installed, and at every start.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const lockfile = join(root, "package-lock.json");
const installedLockfile = join(root, "node_modules", ".package-lock.json");
const installStamp = join(root, "node_modules", ".troupe-install");
const generatedFolder = join(root, "prisma", "generated");
const generateStamp = join(generatedFolder, ".stamp");
const buildStamp = join(root, "dist", ".stamp");

const generatedFrom = ["prisma/schema.prisma", "prisma.config.ts", "scripts/generate.mjs", "package-lock.json"];
const builtFrom = [
  "app",
  "components",
  "lib",
  "server",
  "cli",
  "public",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "prisma/schema.prisma",
  "scripts/build.mjs",
  "scripts/generate.mjs",
];

export const hasSchema = () => existsSync(join(root, "prisma", "schema.prisma"));

export function isInstalled() {
  if (!existsSync(installedLockfile)) return false;
  if (readStamp(installStamp) === contentHash(["package-lock.json"])) return true;
  // Installed by hand, after the lockfile was last written.
  if (statSync(installedLockfile).mtimeMs < statSync(lockfile).mtimeMs) return false;
  markInstalled();
  return true;
}

export const markInstalled = () => writeStamp(installStamp, contentHash(["package-lock.json"]));

export const isGenerated = () => !hasSchema() || readStamp(generateStamp) === contentHash(generatedFrom);

export function markGenerated() {
  if (existsSync(generatedFolder)) writeStamp(generateStamp, contentHash(generatedFrom));
}

/** Two lines: dates and sizes, which are quick to compare, and the contents, for when only the dates have changed. */
export function isBuilt() {
  if (!existsSync(join(root, "dist", "server.js")) || !existsSync(join(root, ".next", "BUILD_ID"))) return false;
  const [dates, contents] = (readStamp(buildStamp) ?? "").split("\n");
  if (dates === datesHash(builtFrom)) return true;
  if (contents !== contentHash(builtFrom)) return false;
  markBuilt();
  return true;
}

export const sourcesAsTheyAre = () => `${datesHash(builtFrom)}\n${contentHash(builtFrom)}`;

/** `sources` as they were before the build began: what is changed during a build is built again by the next one. */
export const markBuilt = (sources = sourcesAsTheyAre()) => writeStamp(buildStamp, sources);

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function writeStamp(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function datesHash(names) {
  const hash = createHash("sha1");
  for (const path of filesOf(names)) {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest("hex");
}

function contentHash(names) {
  const hash = createHash("sha1");
  for (const path of filesOf(names)) hash.update(`${path}\n`).update(readFileSync(join(root, path)));
  return hash.digest("hex");
}

function* filesOf(names) {
  for (const name of names) {
    const path = join(root, name);
    if (!existsSync(path)) continue;
    if (!statSync(path).isDirectory()) {
      yield name;
      continue;
    }
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = `${name}/${entry.name}`;
      if (entry.isDirectory()) yield* filesOf([child]);
      else if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) yield child;
    }
  }
}
