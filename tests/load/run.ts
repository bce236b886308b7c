import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findBrowser } from "../../scripts/find-browser.mjs";
import { root } from "../support/server-process.ts";
import { browserReport, browserSection, withBrowserSection } from "./browser-report.ts";
import { measureBrowser } from "./measure-browser.ts";
import { measureEverything } from "./measure-everything.ts";
import { measureSandbox } from "./measure-sandbox.ts";
import { report } from "./report.ts";
import { sandboxReport, sandboxSection, withSandboxSection } from "./sandbox-section.ts";

const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false }, browser: { type: "boolean", default: false } },
  allowPositionals: true,
});
const say = (line: string) => console.error(line);
const file = join(root, "docs", "performance.md");
const before = existsSync(file) ? readFileSync(file, "utf8") : "";
const only = positionals.includes("sandbox") ? "sandbox" : values.browser ? "browser" : null;

const page = only === null ? report(await measureEverything({ quick: values.quick, say })) : before;

async function inBrowser(): Promise<string> {
  if (only === "sandbox") return browserSection(before);
  if (findBrowser()) return browserReport(await measureBrowser(say));
  say("There is no Chromium (PLAYWRIGHT_CHROMIUM names one): what was measured in a browser before stays.");
  return browserSection(before);
}

async function ofSandbox(): Promise<string> {
  if (only === "browser") return sandboxSection(before);
  say("The sandbox…");
  return sandboxReport(await measureSandbox({ quick: values.quick }), new Date().toISOString().slice(0, 10));
}

const sandbox = await ofSandbox();
const written = withSandboxSection(withBrowserSection(page, await inBrowser()), sandbox);
writeFileSync(file, written);
console.log(only === "sandbox" ? sandbox : written);
