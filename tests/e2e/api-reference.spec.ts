import { expect, test } from "@playwright/test";

const reference = "/docs/api";
const schemas = "/docs/api/schemas";

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
