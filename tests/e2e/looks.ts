import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { axeFindings } from "./axe-findings.ts";

/** Each theme and each width once: what goes wrong with both at once has not been seen. */
const looks = [
  { colorScheme: "dark", width: 320 },
  { colorScheme: "light", width: 1280 },
] as const;

/** On a dark phone: where what is done to come to a state is done with the least room. */
export async function onPhone(page: Page): Promise<void> {
  await look(page, looks[0]);
}

/** What the page shows now has nothing that axe finds and nothing that sticks out, on a dark phone and a light desktop. */
export async function expectGoodLooks(page: Page, what = "the page", besides: string[] = []): Promise<void> {
  for (const each of looks) {
    await look(page, each);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: `${what} sticks out` })
      .toBe(each.width);
    expect([what, each, await axeFindings(page, besides)]).toEqual([what, each, []]);
  }
}

/** A test for each state, come to on a phone. */
export function testLooks(states: Record<string, (page: Page, request: APIRequestContext) => Promise<void>>): void {
  for (const [name, show] of Object.entries(states)) {
    test(`${name} looks good, on a dark phone and a light desktop`, async ({ page, request }) => {
      await onPhone(page);
      await show(page, request);
      await expectGoodLooks(page, name);
    });
  }
}

async function look(page: Page, { colorScheme, width }: (typeof looks)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height: 800 });
  // Colours that are on their way from one theme to the other belong to neither.
  await untilColored(page);
}

/** Every colour has come to where it was on its way to. Those of what is out of sight stay on their way, so it has an end. */
export async function untilColored(page: Page): Promise<void> {
  await page.evaluate(() => {
    const onTheirWay = document.getAnimations().filter((each) => each instanceof CSSTransition);
    const arrived = Promise.allSettled(onTheirWay.map(({ finished }) => finished));
    return Promise.race([arrived.then(() => {}), new Promise<void>((resolve) => setTimeout(resolve, 1_000))]);
  });
}
