import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

const address = "/docs/api";

for (const colorScheme of ["light", "dark"] as const) {
  for (const [device, width] of Object.entries({ phone: 320, desktop: 1280 })) {
    test(`the API reference on a ${device} in the ${colorScheme} theme has no accessibility findings and nothing sticks out`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.goto(address);
      await page.evaluate(() => {
        for (const each of document.querySelectorAll("details")) each.open = true;
      });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((violation) => [violation.id, violation.nodes.map((node) => node.html)])).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    });
  }
}

test("the API reference tells every call of the description, and all its links lead somewhere", async ({
  page,
  request,
}) => {
  const description = await (await request.get("/api/openapi.json")).json();
  const ids = Object.values(description.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
    (methods) => Object.values(methods).map((each) => each.operationId),
  );
  await page.goto(address);
  for (const id of ids) await expect(page.locator(`h3#${id}`)).toBeVisible();
  const broken = await page.evaluate(() =>
    [...document.querySelectorAll("main a[href^='#'], nav a[href^='#']")]
      .map((link) => link.getAttribute("href") as string)
      .filter((href) => !document.getElementById(href.slice(1))),
  );
  expect(broken).toEqual([]);
});

test("the type of a problem leads to where it is told", async ({ page, request }) => {
  const problem = await (await request.get("/api/v1/nothing")).json();
  await page.goto(problem.type);
  await expect(page.locator("#problem-not_found")).toBeInViewport();
});
