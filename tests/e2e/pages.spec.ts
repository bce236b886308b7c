import { expect, test } from "@playwright/test";
import { exampleOf, leadElsewhere, pagePatterns } from "./all-pages.ts";
import { complaintsOf } from "./complaints.ts";
import { firstLoad } from "./first-load.ts";
import { expectGoodLooks, onPhone } from "./looks.ts";

/** What every page keeps to, whatever it is about. */
const patterns = pagePatterns();
const drawn = patterns.filter((pattern) => !leadElsewhere.includes(pattern));

/** KB of scripts, as sent, that a page may need before it can be used. */
function budgetOf(pattern: string): number {
  // An agent's page has a chat with its draft.
  if (/^\/(chat|inbox)\b|^\/agents\/\[/.test(pattern)) return 320;
  // A workflow's page checks what is written while it is written; its canvas and its chat come when they are opened.
  if (/^\/workflows\/\[/.test(pattern)) return 280;
  // The playground shows every component there is.
  return /^\/(runs|dashboard|dev)\b/.test(pattern) ? 280 : 200;
}

test("the pages are found", () => {
  expect(patterns).toEqual(expect.arrayContaining(["/", "/chat/[sessionId]", "/runs", "/settings/providers"]));
});

for (const pattern of leadElsewhere) {
  test(`${pattern} leads to a page`, async ({ page }) => {
    await page.goto(pattern);
    expect(drawn).toContain(new URL(page.url()).pathname);
  });
}

for (const pattern of drawn) {
  test(`${pattern} looks good, on a dark phone and a light desktop, and the browser does not complain`, async ({
    page,
    request,
  }) => {
    test.slow(); // The checker looks at every element, and some pages are long.
    const address = await exampleOf(pattern, request);
    const complaints = complaintsOf(page);
    await onPhone(page);
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.getByRole("main")).toHaveCount(1);
    // The playground shows the same thing twice, for both themes.
    await expectGoodLooks(page, pattern, pattern.startsWith("/dev/") ? ["landmark-unique"] : []);
    expect(complaints).toEqual([]);
  });

  test(`${pattern} is light to load`, async ({ request }) => {
    const { scripts, styles, fonts } = await firstLoad(request, await exampleOf(pattern, request));
    expect(scripts).toBeGreaterThan(50);
    expect(scripts).toBeLessThanOrEqual(budgetOf(pattern));
    expect(styles).toBeGreaterThan(2);
    expect(styles).toBeLessThanOrEqual(30);
    expect(fonts).toBeLessThanOrEqual(2);
  });
}
