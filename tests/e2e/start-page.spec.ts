import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

const pages = ["/", "/no-such-page", "/playground.html"];
const widths = { phone: 320, desktop: 1280 };

for (const colorScheme of ["light", "dark"] as const) {
  for (const [device, width] of Object.entries(widths)) {
    for (const path of pages) {
      test(`${path} on a ${device} in the ${colorScheme} theme has no accessibility findings and nothing sticks out`, async ({
        page,
      }) => {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        await page.goto(path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map((violation) => [violation.id, violation.nodes.map((node) => node.html)])).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
      });
    }
  }
}

test("the start page says what Troupe is and leads on", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const links = page.getByRole("navigation", { name: "Where to go" }).getByRole("link");
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(addresses).toEqual(["/playground.html", "/docs/api", "/api/openapi.json", "/health"]);
});

test("every link of the start page leads somewhere", async ({ page, request }) => {
  await page.goto("/");
  const links = await page.getByRole("link").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  for (const link of links.filter((each) => each.startsWith("/"))) {
    expect([link, (await request.get(link)).status()]).toEqual([link, 200]);
  }
});

test("the keyboard reaches the content first, and shows where it is", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeVisible();
  await page.keyboard.press("Tab");
  const first = page.getByRole("link", { name: "Playground" });
  await expect(first).toBeFocused();
  expect(await first.evaluate((link) => getComputedStyle(link).outlineStyle)).not.toBe("none");
});

test("an unknown address answers 404 with a way back", async ({ page }) => {
  const answer = await page.goto("/no-such-page");
  expect(answer?.status()).toBe(404);
  await page.getByRole("link", { name: "Back to the start" }).click();
  await expect(page).toHaveURL("/");
});

test("pages carry the security headers and load nothing from elsewhere", async ({ page, baseURL }) => {
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${baseURL}/`)) foreign.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  const answer = await page.goto("/");
  const headers = answer?.headers() ?? {};
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'self'");
  expect(headers["x-powered-by"]).toBeUndefined();
  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
});
