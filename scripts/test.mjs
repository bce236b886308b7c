// Everything that `npm test` checks, one after the other: types, lint, unit and integration tests, browser tests. Ends with
// one line that counts them all. `npm test -- types unit` runs only what is named.
import { spawn } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { findOrInstallBrowser } from "./find-browser.mjs";
import { isBuilt, root } from "./freshness.mjs";
import { findServices, stopServices } from "./services.mjs";

process.chdir(root);
const inCi = process.env.CI === "true";
const reports = join("node_modules", ".cache", "troupe");
const total = { passed: 0, failed: 0, skipped: 0, unsteady: 0 };
const parts = { types, lint, unit, e2e };

const named = process.argv.slice(2);
const unknown = named.filter((name) => !parts[name]);
if (unknown.length > 0) {
  console.error(`There is no part named ${unknown.join(", ")}. The parts are: ${Object.keys(parts).join(", ")}.`);
  process.exit(1);
}

let underWay;
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    underWay?.kill(signal);
    await stopServices();
    process.exit(1);
  });
}

mkdirSync(reports, { recursive: true });
for (const [name, part] of Object.entries(parts)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`\n── ${name} ──`);
  await part();
}
await stopServices();

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
const unsteady = total.unsteady > 0 ? ` (${total.unsteady} passed only the second time)` : "";
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}${unsteady}`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function types() {
  count((await run("node_modules/typescript/bin/tsc", ["--noEmit"])) === 0);
}

async function lint() {
  count((await run("node_modules/@biomejs/biome/bin/biome", ["check", "--error-on-warnings"])) === 0);
}

async function unit() {
  const { environment, missing } = await findServices({ startMissing: inCi, say: console.log });
  for (const { name, url, variable } of missing) {
    console.log(
      `${name} does not answer at ${url}, so the suites that need it are left out (${variable} names another).`,
    );
    if (inCi) total.failed += 1;
  }
  const report = freshReport("vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const exitCode = await run("node_modules/vitest/vitest.mjs", ["run", ...reporters], environment);
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    numTodoTests = 0,
    testResults = [],
  } = read(report);
  // A file that could not even be loaded has no failed test, but it has failed.
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  add({ passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests + numTodoTests }, exitCode);
}

async function e2e() {
  if (globSync("tests/e2e/**/*.spec.ts").length === 0) return;
  if (!isBuilt() && (await run("scripts/build.mjs", [])) !== 0) return count(false);
  const browser = findOrInstallBrowser(console.log);
  if (!browser) {
    console.log(
      "No Chromium could be found or installed (PLAYWRIGHT_CHROMIUM names one), so the browser tests are left out.",
    );
    return add({ passed: 0, failed: inCi ? 1 : 0, skipped: 1 }, 0);
  }
  const report = freshReport("playwright.json");
  const exitCode = await run("node_modules/@playwright/test/cli.js", ["test", "--reporter=list,json"], {
    E2E_PORT: String(await freePort()),
    PLAYWRIGHT_CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = read(report).stats ?? {};
  total.unsteady += flaky;
  add({ passed: expected + flaky, failed: unexpected, skipped }, exitCode);
}

function count(passed) {
  add({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }, 0);
}

/** A program that fails without naming a failed test (it crashed, or an error escaped) still counts as one. */
function add({ passed, failed, skipped }, exitCode) {
  total.passed += passed;
  total.failed += exitCode !== 0 && failed === 0 ? 1 : failed;
  total.skipped += skipped;
}

function freshReport(name) {
  const path = join(reports, name);
  rmSync(path, { force: true });
  return path;
}

function read(report) {
  return existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
}

function run(script, args, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...environment },
    });
    underWay = child;
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
