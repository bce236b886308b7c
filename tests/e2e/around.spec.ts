import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { axeFindings } from "./axe-findings.ts";
import { answers, beginChat, log, say, untilIdle } from "./chat-talk.ts";
import { watchNotifications } from "./watch-notifications.ts";

// Only ends a test that waits for ever, also on a machine that has much else to do.
test.describe.configure({ timeout: 90_000 });

/** A word that no other test's chats have. */
const word = (name: string) => `${name}${Math.random().toString(36).slice(2, 10)}`;

async function api(request: APIRequestContext, path: string, data: unknown) {
  const answer = await request.post(`/api/v1${path}`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

/** A session with so many messages, each of which interrupts what answered the one before. */
async function longSession(request: APIRequestContext, first: string, count: number): Promise<string> {
  const { id } = await api(request, "/sessions", { title: `About ${first}` });
  for (let number = 0; number < count; number++) {
    const content = number === 0 ? `Let us speak of ${first} first` : `Message ${number}`;
    await api(request, `/sessions/${id}/messages`, { content, whileRunning: "interrupt" });
  }
  return id;
}

/** What a person said; the demo model says it again. */
function message(page: Page, text: string) {
  return log(page).getByRole("article", { name: "You" }).filter({ hasText: text });
}

/** The mark is there for a moment only. */
function rememberMarked(): void {
  Object.assign(window, { marked: null });
  new MutationObserver((records) => {
    for (const { target } of records)
      if (target instanceof HTMLElement && target.dataset.found !== undefined)
        Object.assign(window, { marked: target.id });
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-found"] });
}

test.describe("a search over all messages", () => {
  test("finds by words, marks them as text, and goes to a message far up in a long chat", async ({ page, request }) => {
    const rare = word("heron");
    const id = await longSession(request, `<b>${rare}</b>`, 90);
    await page.addInitScript(rememberMarked);
    await page.goto("/search");
    await page.getByRole("searchbox", { name: "Search all messages" }).fill(rare.slice(0, -2));
    const hit = page.getByRole("main").getByRole("link", { name: new RegExp(`^You.*Let us speak of <b>${rare}`) });
    await expect(hit).toBeVisible();
    await expect(hit.locator("mark")).toHaveText(rare);
    await expect(page).toHaveURL(/\/search\?q=heron/);

    const hits = page.getByRole("main").getByRole("listitem").getByRole("link");
    await page.getByRole("searchbox", { name: "Search all messages" }).press("ArrowDown");
    await expect(hits.first()).toBeFocused();
    await page.keyboard.press("End");
    await expect(hits.last()).toBeFocused();
    await hit.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/chat/${id}`));
    const found = message(page, rare);
    await expect(found).toBeInViewport();
    await expect(found).toBeFocused();
    await expect.poll(() => page.evaluate("marked")).toBe(await found.getAttribute("id"));
    await expect(page).toHaveURL(new RegExp(`/chat/${id}$`));
    await expect(found).not.toHaveAttribute("data-found");

    await page.getByRole("button", { name: "To the newest message" }).click();
    await expect(message(page, "Message 89")).toBeAttached();
    await expect(log(page).getByRole("article").last()).toBeInViewport();
    await expect(found).toHaveCount(0);
  });

  test("goes to a message of another branch, and says so", async ({ page }) => {
    const rare = word("egret");
    await beginChat(page, `What is ${rare}?`);
    await untilIdle(page);
    await message(page, rare).hover();
    await log(page).getByRole("button", { name: "Edit and send again" }).click();
    await page.getByLabel("Edit your message").fill("What is something else?");
    await page.getByLabel("Edit your message").press("Enter");
    await expect(log(page).getByText("2 / 2")).toBeVisible();
    await untilIdle(page);
    await expect(message(page, rare)).toHaveCount(0);

    await page.getByRole("searchbox", { name: "Search sessions" }).fill(rare);
    await page.getByRole("region", { name: "In messages" }).getByRole("link").first().click();
    await expect(message(page, rare)).toBeInViewport();
    await expect(page.getByText("You are looking at another version")).toBeVisible();
  });

  test("stands in the palette, and Enter in the sidebar shows everything", async ({ page, request }) => {
    const rare = word("stork");
    const id = await longSession(request, rare, 1);
    await page.goto("/agents");
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox", { name: "Command palette" }).fill(rare);
    await page.getByRole("option", { name: new RegExp(`^Let us speak of ${rare}`) }).click();
    await page.waitForURL(new RegExp(`/chat/${id}`));
    await expect(message(page, rare)).toBeFocused();

    const field = page.getByRole("searchbox", { name: "Search sessions" });
    await field.fill(rare);
    await field.press("Enter");
    await page.waitForURL(/\/search\?q=/);
    await expect(page.getByRole("main").getByRole("heading", { name: `About ${rare}` })).toBeVisible();
  });

  test("reads more by pages, and says when nothing fits or the server is silent", async ({ page, request }) => {
    const rare = word("crane");
    const { id } = await api(request, "/sessions", { title: "Many" });
    for (let number = 0; number < 35; number++)
      await api(request, `/sessions/${id}/messages`, { content: `${rare} ${number}`, whileRunning: "interrupt" });
    await page.goto(`/search?q=${rare}`);
    const hits = page.getByRole("main").getByRole("listitem");
    await expect(hits).toHaveCount(30);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect(hits).not.toHaveCount(30);
    await expect(page.getByRole("button", { name: "Show more" })).toHaveCount(0);

    const field = page.getByRole("searchbox", { name: "Search all messages" });
    await field.fill(`${rare}nothing`);
    await expect(page.getByText("No message has")).toBeVisible();
    await page.route("**/api/v1/search?*", (route) => route.abort());
    await field.fill(rare);
    await expect(page.getByText("The server cannot be reached")).toBeVisible();
    await page.unroute("**/api/v1/search?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(hits).toHaveCount(30);
  });
});

test("a chat is forked from any message, and the fork leads back", async ({ page }) => {
  await beginChat(page, "What is 6*7?");
  await untilIdle(page);
  await expect(answers(page).last()).toContainText("42");
  const origin = page.url();
  await say(page, "And a later question");
  await untilIdle(page);
  await expect(answers(page)).not.toHaveCount(2);

  const answer = answers(page).filter({ hasText: "answered: 42" });
  await answer.hover();
  await answer.getByRole("button", { name: "More for this message" }).click();
  await page.getByRole("menuitem", { name: "Fork from here" }).click();
  await page.waitForURL((url) => /\/chat\/[\w:-]+$/.test(url.href) && url.href !== origin);
  await expect(page.getByRole("heading", { name: /^Fork: / })).toBeVisible();
  await expect(message(page, "And a later question")).toHaveCount(0);
  await expect(log(page).getByText("general was stopped")).toHaveCount(0);
  await say(page, "Another way");
  await expect(answers(page).last()).toContainText(/demo model|Another way/);
  await page.getByRole("main").getByRole("link", { name: "What is 6*7?" }).click();
  await page.waitForURL(origin);
  await expect(message(page, "And a later question")).toBeVisible();
});

test("a chat is downloaded as Markdown, JSON and HTML, and copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await beginChat(page, "What is 6*7?");
  await untilIdle(page);
  const menu = page.getByRole("button", { name: "Actions of this chat" });
  for (const [item, ending] of [
    ["Markdown", "md"],
    ["JSON", "json"],
    ["HTML page", "html"],
  ] as const) {
    const downloading = page.waitForEvent("download");
    await menu.click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
    expect((await downloading).suggestedFilename()).toBe(`What is 6-7.${ending}`);
  }
  await menu.click();
  await page.getByRole("menuitem", { name: "Copy as Markdown" }).click();
  await expect(page.getByText("The chat was copied as Markdown.").first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("# What is 6*7?");
});

test("a link shows the chat as it stood, to a stranger without scripts, until it is revoked", async ({
  page,
  browser,
  baseURL,
}) => {
  await beginChat(page, "What is 6*7?");
  await untilIdle(page);
  await page.getByRole("button", { name: "Actions of this chat" }).click();
  await page.getByRole("menuitem", { name: "Share…" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this chat" });
  await expect(dialog.getByText("No link is open.")).toBeVisible();
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const address = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await say(page, "A later secret");
  await untilIdle(page);

  const stranger = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const reader = await stranger.newPage();
  const answer = await reader.goto(address);
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()["cache-control"]).toContain("no-store");
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("What is 6*7?");
  await expect(reader.getByRole("article").last()).toContainText("42");
  await expect(reader.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  await expect(reader.locator('meta[name="referrer"]')).toHaveAttribute("content", "no-referrer");
  expect(await reader.content()).not.toMatch(/A later secret|"expression"|ses_[0-9a-z]{26}/);

  await page.getByRole("button", { name: "Actions of this chat" }).click();
  await page.getByRole("menuitem", { name: "Share…" }).click();
  await dialog.getByRole("button", { name: /^Revoke/ }).click();
  await expect(dialog.getByText("No link is open.")).toBeVisible();
  expect((await reader.goto(address))?.status()).toBe(404);
  await expect(reader.getByText("There is nothing at this address.")).toBeVisible();
  await stranger.close();
});

test("a table opens full screen by keyboard, is sorted by a column, and is taken home in that order", async ({
  page,
}) => {
  await beginChat(page, "Show me a table");
  await untilIdle(page);
  const button = log(page).getByRole("button", { name: "Open the table full screen" }).first();
  await button.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: /^Table of \d+ rows/ });
  const firstColumn = dialog.getByRole("columnheader").first();
  await firstColumn.getByRole("button").focus();
  const names = () => dialog.locator("tbody tr td:first-child").allTextContents();
  const asItWas = await names();
  await page.keyboard.press("Enter");
  await expect(firstColumn).toHaveAttribute("aria-sort", "ascending");
  expect(await names()).toEqual(asItWas.toSorted((a, b) => a.localeCompare(b)));
  await page.keyboard.press("Enter");
  await expect(firstColumn).toHaveAttribute("aria-sort", "descending");
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download CSV" }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toBe("table.csv");
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const rows = Buffer.concat(chunks).toString().split("\r\n").slice(1);
  expect(rows.map((row) => row.split(",")[0])).toEqual(asItWas.toSorted((a, b) => b.localeCompare(a)));
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(button).toBeFocused();
});

test("what waits is told once over all tabs while nobody looks, and a click leads there; the title counts it", async ({
  context,
  request,
}) => {
  await context.addInitScript(watchNotifications);
  const tabs = [await context.newPage(), await context.newPage()];
  for (const tab of tabs) {
    await tab.goto("/inbox");
    await expect(tab.getByText("Online", { exact: true })).toBeVisible();
    await tab.evaluate("hideTab()");
  }
  const told = async () =>
    (await Promise.all(tabs.map((tab) => tab.evaluate("told")))).flat() as { title: string; body: string }[];
  const rare = word("teal");
  const { id } = await api(request, "/sessions", { title: `About ${rare}` });
  await api(request, `/sessions/${id}/messages`, { content: "Ask me which way: left or right" });
  const mine = async () => (await told()).filter(({ body }) => body.includes(rare));
  await expect.poll(mine).toEqual([expect.objectContaining({ title: "general asks you something" })]);
  for (const tab of tabs) await expect(tab).toHaveTitle(/^\(\d+\) Inbox/);
  for (const tab of tabs) {
    const tells = (await tab.evaluate("told")) as { body: string }[];
    if (!tells.some(({ body }) => body.includes(rare))) continue;
    await tab.evaluate(`clickNotification("${rare}")`);
    await tab.waitForURL(new RegExp(`/chat/${id}`));
    await tab.getByRole("radio", { name: "left" }).check();
    await tab.getByRole("button", { name: "Answer", exact: true }).click();
    await untilIdle(tab);
    // The other tab may tell of the end already.
    break;
  }
  await expect.poll(mine).toHaveLength(2);
  expect(await mine()).toContainEqual(expect.objectContaining({ title: "general has finished" }));
});

test("notifications are offered by a button, and turned off in the settings", async ({ page, context }) => {
  await context.addInitScript(watchNotifications);
  await page.goto("/settings/notifications");
  const setting = page.getByRole("switch", { name: /Notify me in this browser/ });
  await expect(setting).toBeChecked();
  await setting.uncheck();
  await page.reload();
  await expect(setting).toBeEnabled();
  await expect(setting).not.toBeChecked();
  expect(await axeFindings(page)).toEqual([]);
});

test("work under way is answered, held and stopped from the palette, whatever page one is on", async ({
  page,
  request,
}) => {
  const rare = word("wren");
  const { id } = await api(request, "/sessions", { title: `About ${rare}` });
  await api(request, `/sessions/${id}/messages`, { content: "Remember 4711 as door-password" });
  await page.goto("/agents");
  const choose = async (option: RegExp) => {
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox", { name: "Command palette" }).fill(rare);
    await page.getByRole("option", { name: option }).click();
    await expect(page.getByRole("dialog", { name: "Command palette" })).toHaveCount(0);
  };
  const runs = async () => {
    const session = await (await request.get(`/api/v1/sessions/${id}`)).json();
    return session.runs.map((run: { status: string }) => run.status);
  };
  await choose(/^Approve save_data .*4711/);
  await expect.poll(runs).toEqual(["done"]);
  await api(request, `/sessions/${id}/messages`, { content: "Write a long story of 3000 words" });
  await choose(/^Pause general/);
  await expect.poll(runs).toEqual(["done", "paused"]);
  await choose(/^Let general go on/);
  await expect.poll(runs).toEqual(["done", "running"]);
  await choose(/^Stop general/);
  await expect.poll(runs).toEqual(["done", "cancelled"]);
});

test("the inbox marks what has ended and nobody has looked at yet, and leads there", async ({ page, request }) => {
  const rare = word("finch");
  await page.goto("/inbox");
  const { id } = await api(request, "/sessions", { title: `About ${rare}` });
  await api(request, `/sessions/${id}/messages`, { content: `Tell of the ${rare}` });
  const ended = page.getByRole("region", { name: "Recently ended" }).getByRole("listitem").filter({ hasText: rare });
  await expect(ended.getByText("(not looked at yet)")).toBeAttached();
  expect(await axeFindings(page)).toEqual([]);
  await ended.getByRole("link").click();
  await page.waitForURL(new RegExp(`/chat/${id}`));
  await expect(answers(page)).toBeVisible();
  await page.goto("/inbox");
  await expect(ended).toBeVisible();
  await expect(ended.getByText("(not looked at yet)")).toHaveCount(0);
});
