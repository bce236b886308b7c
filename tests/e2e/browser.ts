import type { LaunchOptions } from "@playwright/test";
import { browserArguments, findBrowser } from "../../scripts/find-browser.mjs";

/** How the browser tests start their browser. Without one of its own, Playwright says how to get it. */
export const launchOptions: LaunchOptions = {
  executablePath: findBrowser() ?? undefined,
  args: browserArguments,
};
