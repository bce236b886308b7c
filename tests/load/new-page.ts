import type { Browser, Page } from "@playwright/test";

/** A page that can run the functions of these files: what compiles them names functions by a helper, which a page does not have. */
export async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript({ content: "globalThis.__name = (named) => named;" });
  return page;
}
