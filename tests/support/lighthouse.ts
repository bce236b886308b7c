import { chromium } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";
import { launchOptions } from "../e2e/browser.ts";
import { freePort } from "./free-port.ts";

export interface LighthouseFigures {
  /** From 0 to 100. */
  performance: number;
  accessibility: number;
  bestPractices: number;
  seo: number;
  largestPaintMs: number;
  blockedMs: number;
  layoutShift: number;
  /** What is not as it should be, apart from speed. */
  faults: string[];
}

/** What Lighthouse says of a page, on a desktop or as on a phone with a slow network, in a browser of its own. */
export async function askLighthouse(url: string, device: "desktop" | "phone" = "desktop"): Promise<LighthouseFigures> {
  const port = await freePort();
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), `--remote-debugging-port=${port}`],
  });
  try {
    const result = await lighthouse(
      url,
      { port, logLevel: "silent" },
      device === "desktop" ? desktopConfig : undefined,
    );
    if (!result) throw new Error(`Lighthouse said nothing about ${url}.`);
    const { categories, audits, runtimeError } = result.lhr;
    if (runtimeError) throw new Error(`Lighthouse could not look at ${url}: ${runtimeError.message}`);
    const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
    const figure = (name: string) => audits[name]?.numericValue ?? Number.NaN;
    const faults = ["accessibility", "best-practices", "seo"].flatMap((name) =>
      (categories[name]?.auditRefs ?? [])
        .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
        .map(({ id }) => `${id}: ${audits[id]?.title}`),
    );
    return {
      performance: score("performance"),
      accessibility: score("accessibility"),
      bestPractices: score("best-practices"),
      seo: score("seo"),
      largestPaintMs: figure("largest-contentful-paint"),
      blockedMs: figure("total-blocking-time"),
      layoutShift: figure("cumulative-layout-shift"),
      faults,
    };
  } finally {
    await browser.close();
  }
}
