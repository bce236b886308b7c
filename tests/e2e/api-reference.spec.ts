import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

const reference = "/docs/api";
const schemas = "/docs/api/schemas";

for (const [address, colorScheme, device, width] of [
  [reference, "light", "phone", 320],
  [reference, "dark", "desktop", 1280],
  [schemas, "light", "desktop", 1280],
  [schemas, "dark", "phone", 320],
] as const) {
  test(`${address} on a ${device} in the ${colorScheme} theme has no accessibility findings and nothing sticks out`, async ({
    page,
  }) => {
    test.slow(); // Long pages: the checker looks at every element of them.
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await page.goto(address);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((violation) => [violation.id, violation.nodes.map((node) => node.html)])).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test("the API reference tells every call of the description, and all its links lead somewhere", async ({
  page,
  request,
}) => {
  const description = await (await request.get("/api/openapi.json")).json();
  const ids = Object.values(description.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
    (methods) => Object.values(methods).map((each) => each.operationId),
  );
  const anchors: Record<string, string[]> = {};
  const links: string[] = [];
  for (const address of [reference, schemas]) {
    await page.goto(address);
    anchors[address] = await page.evaluate(() => [...document.querySelectorAll("[id]")].map((each) => each.id));
    links.push(
      ...(await page.getByRole("link").evaluateAll((all) => all.map((each) => each.getAttribute("href") ?? ""))),
    );
  }
  expect(anchors[reference]).toEqual(expect.arrayContaining(ids));
  const broken = links.filter((link) => {
    const [address = "", anchor] = link.split("#");
    return anchor !== undefined && address in anchors && !anchors[address]?.includes(anchor);
  });
  expect(broken).toEqual([]);
  expect(links.length).toBeGreaterThan(ids.length);
});

test("the type of a problem leads to where it is told", async ({ page, request }) => {
  const problem = await (await request.get("/api/v1/nothing")).json();
  await page.goto(problem.type);
  await expect(page.locator("#problem-not_found")).toBeInViewport();
});
