import { expect, test } from "@playwright/test";
import { testLooks } from "./looks.ts";

testLooks({ "the playground": async (page) => void (await page.goto("/playground.html")) });

test("the start leads to the chat", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL("/chat");
});

test("an unknown address answers 404 with a way back", async ({ page }) => {
  const answer = await page.goto("/no-such-page");
  expect(answer?.status()).toBe(404);
  await page.getByRole("link", { name: "Back to the start" }).click();
  await expect(page).toHaveURL("/chat");
});

test("every link of the sidebar leads somewhere", async ({ page, request }) => {
  await page.goto("/status");
  const links = await page
    .getByRole("complementary", { name: "Sidebar" })
    .getByRole("link")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  expect(links.length).toBeGreaterThan(4);
  for (const link of new Set(links.filter((each) => !each.startsWith("/chat/")))) {
    expect([link, (await request.get(link)).status()]).toEqual([link, 200]);
  }
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
  const answer = await page.goto("/status");
  const headers = answer?.headers() ?? {};
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'self'");
  expect(headers["x-powered-by"]).toBeUndefined();
  await expect(page.getByText("Online", { exact: true })).toBeVisible();
  expect(foreign).toEqual([]);
  expect(complaints).toEqual([]);
});

test("a page is not shown under a name that is not the server's", async ({ request }) => {
  const answer = await request.get("/chat", { headers: { host: "elsewhere.example" }, maxRedirects: 0 });
  expect(answer.status()).toBe(421);
});
