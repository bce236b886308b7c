import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { freePort } from "../support/free-port.ts";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";
import { answers, beginChat, log, say, untilIdle } from "./chat-talk.ts";
import { leaveWelcomeOut } from "./leave-welcome-out.ts";
import { testLooks } from "./looks.ts";

const surface = (page: Page, title: string) => log(page).getByRole("article", { name: title });

async function openMenu(page: Page, title: string, item: string): Promise<void> {
  await surface(page, title).getByRole("button", { name: "More about this surface" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a chart stands where it was shown, has its numbers as a table, is changed in its place, and can be gone back", async ({
  page,
}) => {
  await beginChat(page, "Chart the last week");
  const chart = surface(page, "The last week");
  await expect(chart.getByRole("img", { name: /bar chart of Visits, Orders, 7 points/ })).toBeVisible();
  await untilIdle(page);
  await chart.getByText("Show the numbers").click();
  await expect(chart.getByRole("row", { name: "Monday 34 8" })).toBeVisible();
  await say(page, "Set Monday of the chart to 60");
  await expect(chart.getByRole("row", { name: "Monday 60 8" })).toBeVisible();
  await untilIdle(page);

  await openMenu(page, "The last week", "How it came about");
  const history = page.getByRole("dialog", { name: "The last week" });
  await expect(history.getByText("State 2 of 2")).toBeVisible();
  await history.getByText("Show the numbers").click();
  await expect(history.getByRole("row", { name: "Monday 60 8" })).toBeVisible();
  await history.getByRole("slider", { name: "State" }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(history.getByText("State 1 of 2")).toBeVisible();
  await expect(history.getByRole("row", { name: "Monday 34 8" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(chart.getByRole("row", { name: "Monday 60 8" })).toBeVisible();
});

test("a surface is opened full screen and as a table, and taken away as CSV, JSON and a picture", async ({ page }) => {
  await beginChat(page, "Chart the last week");
  await untilIdle(page);
  await surface(page, "The last week").getByRole("button", { name: "Full screen" }).click();
  await expect(page.getByRole("dialog", { name: "The last week" }).getByRole("img")).toBeVisible();
  await page.keyboard.press("Escape");
  await openMenu(page, "The last week", "Open as a table");
  await expect(page.getByRole("dialog").getByRole("row", { name: "Friday 47 12" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  const taken = async (item: string) => {
    const [download] = await Promise.all([page.waitForEvent("download"), openMenu(page, "The last week", item)]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  expect((await taken("Export as CSV")).bytes.toString()).toContain("Friday,47,12");
  expect(JSON.parse((await taken("Export as JSON")).bytes.toString())).toMatchObject({
    nodes: { chart: { type: "chart" } },
  });
  const picture = await taken("Export as a picture");
  expect(picture.name).toBe("The-last-week.png");
  expect(picture.bytes.subarray(1, 4).toString()).toBe("PNG");
  expect(picture.bytes.length).toBeGreaterThan(5_000);
});

test("a form keeps its agent waiting until it fits, by keyboard, and two browsers see the same", async ({
  page,
  browser,
  baseURL,
}) => {
  await beginChat(page, "Give me a form for a trip");
  const form = surface(page, "Your trip");
  const other = await (await browser.newContext({ baseURL })).newPage();
  await other.goto(page.url());
  await expect(surface(other, "Your trip").getByRole("button", { name: "Send" })).toBeEnabled();

  await form.getByLabel("Where to?").focus();
  await page.keyboard.press("Enter");
  await expect(form.getByText("is required")).toBeVisible();
  await page.keyboard.type("Rome");
  await form.getByLabel("People").fill("99");
  await form.getByRole("button", { name: "Send" }).press("Enter");
  await expect(form.getByText("must be at most 12")).toBeVisible();
  await form.getByLabel("People").fill("3");
  await form.getByLabel("How?").selectOption("train");
  await form.getByRole("button", { name: "Send" }).press("Enter");
  await expect(form.getByText(/Sent by/)).toBeVisible();
  await untilIdle(page);
  await expect(answers(page).last()).toContainText('"destination":"Rome","people":3,"by":"train"');
  for (const each of [page, other]) {
    await expect(surface(each, "Your trip").getByLabel("Where to?")).toHaveValue("Rome");
    await expect(surface(each, "Your trip").getByRole("button", { name: "Send" })).toBeDisabled();
  }
  await other.context().close();
});

test("a card is moved by keyboard, keeps the focus, and stands there after a reload", async ({ page }) => {
  await beginChat(page, "Show me a board of the tasks");
  await untilIdle(page);
  const board = surface(page, "The tasks");
  const card = board.getByRole("combobox", { name: "Move “Draw the map” to" });
  await card.focus();
  await page.keyboard.press("ArrowRight");
  await expect(board.getByRole("region", { name: "Doing, 2 cards" })).toContainText("Draw the map");
  await expect(card).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(board.getByRole("region", { name: "Done, 2 cards" })).toContainText("Draw the map");
  await page.reload();
  await expect(board.getByRole("region", { name: "Done, 2 cards" })).toContainText("Draw the map");
});

test("a form is still there after a restart with the page open, and is answered once", async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), "troupe-e2e-surfaces-"));
  const port = await freePort();
  let server: ServerProcess | null = null;
  const start = async () => {
    server = startServerProcess({
      port,
      variables: { DATA_DIR: folder, DEFAULT_MODEL_PROVIDER: "demo", LOG_LEVEL: "warn" },
    });
    await server.answers("/ready");
    return server;
  };
  try {
    const first = await start();
    await leaveWelcomeOut(first.url);
    const page = await (await browser.newContext({ baseURL: first.url })).newPage();
    await beginChat(page, "Give me a form for a trip");
    await surface(page, "Your trip").getByLabel("Where to?").fill("Rome");
    await first.kill("SIGKILL");
    await expect(page.getByText("No connection.")).toBeVisible();
    await start();
    await expect(page.getByText(/Back online/)).toBeVisible();
    await expect(surface(page, "Your trip").getByLabel("Where to?")).toHaveValue("Rome");
    await surface(page, "Your trip").getByRole("button", { name: "Send" }).click();
    await untilIdle(page);
    await expect(answers(page).last()).toContainText('"destination":"Rome"');
    await page.context().close();
  } finally {
    await (server as ServerProcess | null)?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});

test("what is hostile draws nothing dangerous and loads nothing, and the page's policy has nothing to report", async ({
  page,
  baseURL,
}) => {
  const foreign: string[] = [];
  const reports: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${baseURL}/`) && !url.startsWith("data:") && !url.startsWith("blob:")) foreign.push(url);
  });
  page.on("console", (message) => {
    if (/content security policy|refused to/i.test(message.text())) reports.push(message.text());
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      Object.assign(window, { violated: event.blockedURI }),
    );
  });
  await beginChat(page, "Show me hostile widgets");
  await untilIdle(page);
  const drawn = log(page).locator(".surface");
  await expect(drawn.getByText("The picture is at leak.example and was not loaded")).toBeVisible();
  const links = await drawn.locator("a").evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).protocol));
  expect(links.filter((protocol) => !["http:", "https:", "mailto:"].includes(protocol))).toEqual([]);
  expect(await drawn.locator("script, iframe, object, embed, img, link, style").count()).toBe(0);
  expect(
    await page
      .evaluate(() => ({ ...window }) as Record<string, unknown>)
      .then(({ hacked, violated }) => [hacked, violated]),
  ).toEqual([undefined, undefined]);
  expect(foreign).toEqual([]);
  expect(reports).toEqual([]);
});

testLooks({
  "every widget": async (page) => {
    await beginChat(page, "Show me every widget");
    await untilIdle(page);
    await expect(log(page).locator("[data-widget]")).toHaveCount(23);
  },
});
