import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findBrowser } from "../../scripts/find-browser.mjs";
import { root } from "../support/server-process.ts";
import { analyticsReport, analyticsTitle } from "./analytics-section.ts";
import { browserReport, browserSection, withBrowserSection } from "./browser-report.ts";
import { crewReport, crewTitle } from "./crew-section.ts";
import { measureAnalytics } from "./measure-analytics.ts";
import { measureBrowser } from "./measure-browser.ts";
import { measureCrew } from "./measure-crew.ts";
import { measureEverything } from "./measure-everything.ts";
import { measureRunViews } from "./measure-run-views.ts";
import { measureSandbox } from "./measure-sandbox.ts";
import { report } from "./report.ts";
import { runViewsReport, runViewsTitle } from "./run-views-section.ts";
import { sandboxReport, sandboxTitle } from "./sandbox-section.ts";
import { sectionOf, withSection } from "./section.ts";

const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false }, browser: { type: "boolean", default: false } },
  allowPositionals: true,
});
const say = (line: string) => console.error(line);
const file = join(root, "docs", "performance.md");
const before = existsSync(file) ? readFileSync(file, "utf8") : "";
const parts = ["sandbox", "runs", "analytics", "crew"] as const;
const only = parts.find((part) => positionals.includes(part)) ?? (values.browser ? "browser" : null);
const today = new Date().toISOString().slice(0, 10);

const page = only === null ? report(await measureEverything({ quick: values.quick, say })) : before;

async function inBrowser(): Promise<string> {
  if (only !== null && only !== "browser") return browserSection(before);
  if (findBrowser()) return browserReport(await measureBrowser(say));
  say("There is no Chromium (PLAYWRIGHT_CHROMIUM names one): what was measured in a browser before stays.");
  return browserSection(before);
}

async function ofSandbox(): Promise<string> {
  if (only !== null && only !== "sandbox") return sectionOf(before, sandboxTitle);
  say("The sandbox…");
  return sandboxReport(await measureSandbox({ quick: values.quick }), today);
}

async function ofRunViews(): Promise<string> {
  if (only !== null && only !== "runs") return sectionOf(before, runViewsTitle);
  say("The views of a run…");
  return runViewsReport(await measureRunViews({ quick: values.quick, browser: findBrowser() !== null }), today);
}

async function ofAnalytics(): Promise<string> {
  if (only !== null && only !== "analytics") return sectionOf(before, analyticsTitle);
  say("The figures of the analytics…");
  return analyticsReport(await measureAnalytics({ quick: values.quick }), today);
}

async function ofCrew(): Promise<string> {
  if (only !== null && only !== "crew") return sectionOf(before, crewTitle);
  say("A crew…");
  return crewReport(await measureCrew({ quick: values.quick }), today);
}

const crew = await ofCrew();
const sandbox = await ofSandbox();
const runViews = await ofRunViews();
const analytics = await ofAnalytics();
const measured = withSection(withBrowserSection(page, await inBrowser()), sandboxTitle, sandbox);
const beside = withSection(withSection(measured, runViewsTitle, runViews), analyticsTitle, analytics);
const written = withSection(beside, crewTitle, crew);
writeFileSync(file, written);
const told = { sandbox, runs: runViews, analytics, crew, browser: written };
console.log(only === null ? written : told[only]);
