// Begins on whatever Node there is (16 or newer), brings everything up to date that is not, and hands over to a new
// enough Node. Plain JavaScript without dependencies. Every check here runs at each start, so it must be cheap.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { isBuilt, isGenerated, isInstalled, markGenerated, markInstalled, root } from "./freshness.mjs";

const production = { NODE_ENV: "production" };
const development = { NODE_ENV: "development" };
const withTypes = ["--import", "tsx"];

const modes = {
  start: { built: true, run: ["scripts/serve.mjs"], env: production },
  dev: { built: false, run: ["node_modules/tsx/dist/cli.mjs", "watch", "server/index.ts"], env: development },
  build: { built: false, run: ["scripts/build.mjs"], env: {} },
  test: { built: false, run: ["scripts/test.mjs"], env: {} },
  chaos: { built: true, run: [...withTypes, "tests/chaos/run.ts"], env: {} },
  bench: { built: true, run: [...withTypes, "tests/load/run.ts"], env: {} },
  replay: { built: false, run: [...withTypes, "server/replay.ts"], env: {} },
  load: { built: true, run: [...withTypes, "tests/load/load.ts"], env: {} },
};

const [name = "start", ...given] = process.argv.slice(2);
const mode = modes[name];
if (!mode) stop(`There is no "${name}". Say one of: ${Object.keys(modes).join(", ")}.`);

process.chdir(root);
process.env.NEXT_TELEMETRY_DISABLED ??= "1";

if (!isInstalled()) install();

const node = newEnoughNode();
if (!node) {
  stop(`Troupe needs Node 22.15 or newer; this is ${process.version}. Install Node 24 from https://nodejs.org.`);
}
if (!isGenerated()) {
  step("Generating the database client…", "The database client could not be generated.", node, [
    "scripts/generate.mjs",
  ]);
  markGenerated();
}
if (mode.built && !isBuilt()) {
  step("Building (after a first start or a change only)…", "The build failed.", node, ["scripts/build.mjs"]);
}

const script = mode.run[mode.run.length - 1];
if (!existsSync(script)) stop(`${script} does not exist, so there is nothing to run.`);
handOver(node, [...mode.run, ...given], { ...process.env, ...mode.env });

/** Installs what the lockfile names. */
function install() {
  // Development packages too: the build needs some of them, and a host may have set NODE_ENV to production.
  const flags = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const [command, before] = npm && existsSync(npm) ? [process.execPath, [npm]] : ["npm", []];
  step(
    "Installing packages (after a first start or an update only)…",
    "The packages could not be installed. Is the package registry reachable?",
    command,
    [...before, ...flags],
  );
  markInstalled();
}

/** This Node, or the one that npm has installed. */
function newEnoughNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const candidates = [
    join("node_modules", `node-${process.platform}-${process.arch}`, "bin", "node"),
    join("node_modules", ".bin", "node"),
  ];
  return candidates
    .map((path) => join(root, path))
    .find((path) => {
      if (!existsSync(path)) return false;
      const { stdout, status } = spawnSync(path, ["--version"], { encoding: "utf8" });
      return status === 0 && isNewEnough(stdout.trim().slice(1));
    });
}

function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 15);
}

function step(doing, failed, command, args) {
  console.error(doing);
  // Standard output belongs to what is launched; a step's words go where messages go.
  const { status, signal, error } = spawnSync(command, args, { stdio: ["ignore", 2, 2] });
  if (signal) process.exit(128 + 15);
  if (status !== 0) stop(error ? `${failed} (${error.message})` : `${failed} The lines above say why.`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/**
 * Becomes the program where the system can do that: then there is one process, and no signal to pass on. Elsewhere it
 * starts the program and waits: signals are passed on once each, except those that a terminal sends to both by itself.
 */
function handOver(command, args, env) {
  if (typeof process.execve === "function" && process.platform !== "win32") {
    process.removeAllListeners("warning");
    process.execve(command, [command, ...args], env);
  }
  const child = spawn(command, args, { stdio: "inherit", env });
  const sent = new Set();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      const terminalSentItToBoth = signal === "SIGINT" && process.stdin.isTTY;
      if (!sent.has(signal) && !terminalSentItToBoth) child.kill(signal);
      sent.add(signal);
    });
  }
  child.on("error", (error) => stop(`${script} could not be started: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
