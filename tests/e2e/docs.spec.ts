import { expect, test } from "@playwright/test";

test("the guides are reached from the app, found by title, lead to each other, to the API reference and back", async ({
  page,
}) => {
  await page.goto("/status");
  await page.getByRole("complementary").getByRole("link", { name: "Docs" }).click();
  await expect(page).toHaveURL("/docs");
  await page.getByRole("searchbox", { name: "Find in titles and headings" }).fill("backup");
  await page.getByRole("searchbox").press("Enter");
  await expect(page).toHaveURL("/docs?q=backup");
  const main = page.getByRole("main");
  await expect(main.getByRole("link")).toHaveText(["Operating"]);
  await main.getByRole("link", { name: "Operating" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Operating" })).toBeVisible();
  await main.getByRole("link", { name: "Security" }).click();
  await expect(page).toHaveURL("/docs/security");
  await expect(page).toHaveTitle("Security · Troupe");

  const all = page.getByRole("navigation", { name: "All guides" });
  await expect(all.getByRole("link", { name: "Security" })).toHaveAttribute("aria-current", "page");
  await all.getByRole("link", { name: /The log is the fence/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /The log is the fence/ })).toBeVisible();

  const documentation = page.getByRole("navigation", { name: "Documentation" });
  await documentation.getByRole("link", { name: "API reference" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "API reference" })).toBeVisible();
  await documentation.getByRole("link", { name: "Guides" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Guides" })).toBeVisible();
});

test("what no guide tells is said so, and a guide that is not there is not found", async ({ page }) => {
  await page.goto("/docs?q=submarine");
  await expect(page.getByText("No title or heading has “submarine”.")).toBeVisible();
  for (const path of ["/docs/nothing", "/docs/..%2Fpackage", "/docs/decisions/nothing"]) {
    expect([path, (await page.goto(path))?.status()]).toEqual([path, 404]);
  }
});
