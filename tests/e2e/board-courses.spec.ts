import { expect, type Page, test } from "@playwright/test";
import { beginChat } from "./chat-talk.ts";
import { expectGoodLooks } from "./looks.ts";

const metric = (label: string, pointer: string) => ({
  kind: "widget",
  title: label,
  widgets: [{ type: "metric", label, value: { $bind: pointer } }],
});

/** What the small picture beside a number is drawn of. */
const course = (page: Page, tile: string) =>
  page.getByRole("article", { name: tile }).locator("svg[role=img] polyline").getAttribute("points");

const heights = (points: string | null) => (points ?? "").split(" ").map((point) => point.split(",")[1]);

test("live numbers on a board are drawn with their last minutes, the same in two browsers and after a reload", async ({
  page,
  browser,
  baseURL,
}) => {
  const tiles = [
    metric("Tokens written", "/data/tokens/written"),
    metric("Runs under way", "/data/queue/running"),
    metric("Waiting for me", "/data/inbox/waiting"),
    metric("Spent today", "/data/days/today"),
  ];
  const made = await page.request.post("/api/v1/dashboards", { data: { name: "Courses", tiles } });
  const { id } = (await made.json()) as { id: string };
  const context = await browser.newContext({ baseURL });
  const other = await context.newPage();
  for (const each of [page, other]) {
    await each.goto(`/dashboard/${id}`);
    await expect(each.getByText("Live", { exact: true })).toBeVisible();
  }
  const chat = await context.newPage();
  await beginChat(chat, "Write a long story of 900 words");

  // It rises when the story is written, and both browsers have the same seconds.
  await expect
    .poll(async () => {
      const [one, two] = await Promise.all([course(page, "Tokens written"), course(other, "Tokens written")]);
      return one === two ? new Set(heights(one)).size : 0;
    })
    .toBeGreaterThan(1);
  await expect.poll(async () => new Set(heights(await course(page, "Runs under way"))).size).toBeGreaterThan(1);

  // What was seen comes with the page itself, before any script has asked for anything.
  const seen = heights(await course(other, "Tokens written"));
  const html = await (await page.request.get(`/dashboard/${id}`)).text();
  const drawn = /Tokens written[\s\S]*?<polyline points="([^"]*)"/.exec(html)?.[1] ?? null;
  expect(heights(drawn).length).toBeGreaterThanOrEqual(Math.min(seen.length, 180));
  expect(new Set(heights(drawn)).size).toBeGreaterThan(1);
  await page.reload();
  await expect.poll(async () => new Set(heights(await course(page, "Tokens written"))).size).toBeGreaterThan(1);
  for (const tile of tiles)
    await expect(page.getByRole("article", { name: tile.title }).getByRole("img")).toBeVisible();
  await context.close();
  await expectGoodLooks(page, "a board of live numbers");
  await page.request.delete(`/api/v1/dashboards/${id}`);
});
