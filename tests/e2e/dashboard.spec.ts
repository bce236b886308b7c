import { expect, type Locator, type Page, test } from "@playwright/test";
import { axeFindings } from "./axe-findings.ts";
import { beginChat, log, say, untilIdle } from "./chat-talk.ts";

/** The dashboard is one per person, so one story after the other. */
test.describe.configure({ mode: "serial" });

test("the operations board is live: what an agent does in another window is counted there", async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto("/dashboard");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const tools = page.getByRole("region", { name: "Tools", exact: true });
  const calls = async () => {
    const row = tools.getByRole("row", { name: /^calculate/ });
    return (await row.count()) === 0 ? 0 : Number(await row.getByRole("cell").nth(1).textContent());
  };
  const before = await calls();
  // Other tests have runs at the same time; this agent is asked by nobody else.
  const agent = `counted-${Math.random().toString(36).slice(2, 8)}`;
  const told = page
    .getByRole("region", { name: "Agents", exact: true })
    .getByRole("row", { name: new RegExp(`^${agent}`) });
  await page.request.post("/api/v1/agents", { data: { name: agent, instructions: "You answer.", tools: [] } });
  await page.request.post("/api/v1/messages", { data: { content: "Who are you?", agent, wait: true } });
  await expect(told.getByRole("cell").nth(1)).toHaveText("1");
  const other = await (await browser.newContext({ baseURL })).newPage();
  await beginChat(other, "What is 6*7?");
  await untilIdle(other);
  // Others of these tests calculate too.
  await expect.poll(calls).toBeGreaterThan(before);
  await expect(
    page.getByRole("region", { name: "Agents", exact: true }).getByRole("row", { name: /^general/ }),
  ).toBeVisible();
  await other.context().close();
});

/** Other tests have boards of their own at the same time. */
async function makeBoard(page: Page, name: string): Promise<string> {
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "New board" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "New board" });
  await dialog.getByLabel("Name").fill(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(dialog).toHaveCount(0);
  return page.url().split("/").at(-1) as string;
}

/** Another try of the same test may have left them. */
async function forget(page: Page, ...names: string[]): Promise<void> {
  const { items } = await (await page.request.get("/api/v1/dashboards")).json();
  for (const { id, name } of items) if (names.includes(name)) await page.request.delete(`/api/v1/dashboards/${id}`);
}

const tilesOf = async (page: Page, id: string) =>
  (await (await page.request.get(`/api/v1/dashboards/${id}`)).json()).tiles as {
    title?: string;
    place: { x: number; y: number; w: number; h: number };
  }[];

test("surfaces are pinned from a chat, stay live on a board, and are acted on there", async ({
  page,
  browser,
  baseURL,
}) => {
  await forget(page, "Weeks", "Work");
  await beginChat(page, "Chart the last week");
  await untilIdle(page);
  const board = await (await browser.newContext({ baseURL })).newPage();
  await makeBoard(board, "Weeks");
  await makeBoard(board, "Work");
  const pin = async (title: string, to: string) => {
    await log(page).getByRole("article", { name: title }).getByRole("button", { name: "Pin to the dashboard" }).click();
    await page
      .getByRole("dialog", { name: "Pin to which board?" })
      .getByRole("button", { name: to, exact: true })
      .click();
    await expect(page.getByText(`Pinned to “${to}”: it stays live there.`)).toBeVisible();
  };
  await pin("The last week", "Weeks");
  await board.getByRole("navigation", { name: "Boards" }).getByRole("link", { name: "Weeks", exact: true }).click();
  const chart = board.getByRole("article", { name: "The last week" });
  await chart.getByText("Show the numbers").click();
  await expect(chart.getByRole("row", { name: "Monday 34 8" })).toBeVisible();
  await say(page, "Set Monday of the chart to 60");
  await expect(chart.getByRole("row", { name: "Monday 60 8" })).toBeVisible();
  await untilIdle(page);

  await say(page, "Show me a board of the tasks");
  await untilIdle(page);
  await pin("The tasks", "Work");
  await board.getByRole("navigation", { name: "Boards" }).getByRole("link", { name: "Work", exact: true }).click();
  const tasks = board.getByRole("article", { name: "The tasks" });
  await tasks.getByRole("combobox", { name: "Move “Draw the map” to" }).selectOption("Done");
  await expect(log(page).getByRole("region", { name: "Done, 2 cards" })).toContainText("Draw the map");

  await tasks.getByRole("button", { name: "More about this surface" }).click();
  await board.getByRole("menuitem", { name: "Rename…" }).click();
  await board.getByRole("dialog", { name: "Rename the tile" }).getByLabel("Title").fill("What is to do");
  await board.keyboard.press("Enter");
  const renamed = board.getByRole("article", { name: "What is to do" });
  await renamed.getByRole("button", { name: "More about this surface" }).click();
  await board.getByRole("menuitem", { name: "Remove from the board" }).click();
  await expect(board.getByText("Nothing on this board yet")).toBeVisible();
  await board.context().close();
});

test("a board is made, filled, arranged, shared and removed by keyboard alone", async ({ page }) => {
  test.slow();
  const id = await makeBoard(page, "Spending");
  const ask = async (request: string, tile: string) => {
    await page.getByRole("button", { name: "Ask for a widget…" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Ask for a widget…" });
    await dialog.getByLabel("What should it show?").fill(request);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("article", { name: tile })).toBeVisible();
    await expect(dialog).toHaveCount(0);
  };
  await ask("runs by status as a table", "Runs by status");
  await ask("the queue", "The queue");
  await ask("spend by day", "Spend by day");
  const table = page.getByRole("article", { name: "Runs by status" });
  await expect(table.getByRole("row", { name: /^done \d+/ })).toBeVisible();

  await page.getByRole("button", { name: "Edit layout" }).press("Enter");
  const handle = page.getByRole("button", { name: "Move or resize “Spend by day”" });
  await handle.focus();
  const said = (words: string) => expect(page.locator("[aria-live]").filter({ hasText: words })).not.toHaveCount(0);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await said("“Spend by day”: column");
  await expect(handle).toBeFocused();
  const place = async () => (await tilesOf(page, id)).find(({ title }) => title === "Spend by day")?.place;
  await expect.poll(place).toEqual({ x: 6, y: 0, w: 5, h: 7 });
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("ArrowDown");
  // Below the queue, which made way before.
  await expect.poll(place).toEqual({ x: 6, y: 4, w: 5, h: 8 });
  await expect(handle).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect.poll(place).toMatchObject({ y: 0, h: 8 });
  await expect(handle).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Taller" }).press("Enter");
  await expect.poll(place).toMatchObject({ h: 9 });
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Done", exact: true }).press("Enter");
  await page.reload();
  await expect(page.getByRole("article")).toHaveCount(3);
  expect(await place()).toMatchObject({ y: 0, h: 9 });

  await page.getByRole("button", { name: "More about this board" }).press("Enter");
  await page.getByRole("menuitemcheckbox", { name: "Share with everybody here" }).press("Enter");
  await expect.poll(async () => (await (await page.request.get(`/api/v1/dashboards/${id}`)).json()).shared).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More about this board" }).press("Enter");
  await page.getByRole("menuitem", { name: "Remove the board…" }).press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  expect((await page.request.get(`/api/v1/dashboards/${id}`)).status()).toBe(404);
});

test("a tile is moved and resized by mouse", async ({ page }) => {
  const { id } = await (
    await page.request.post("/api/v1/dashboards", {
      data: {
        name: "Moved",
        tiles: ["Left", "Right"].map((title) => ({
          kind: "widget",
          title,
          widgets: [{ type: "metric", label: title, value: 1 }],
        })),
      },
    })
  ).json();
  await page.goto(`/dashboard/${id}`);
  await page.getByRole("button", { name: "Edit layout" }).click();
  const places = async () => Object.fromEntries((await tilesOf(page, id)).map(({ title, place }) => [title, place]));
  const drag = async (from: Locator, dx: number, dy: number) => {
    const box = await from.boundingBox();
    if (!box) throw new Error("nothing to drag");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 4 });
    await page.mouse.move(x + dx, y + dy, { steps: 4 });
    await page.mouse.up();
  };
  const width = (await page.locator("ul.board-grid").boundingBox())?.width ?? 0;
  await drag(page.getByRole("button", { name: "Move or resize “Left”" }), (width * 8) / 12, 0);
  await expect.poll(places).toMatchObject({ Left: { x: 8, y: 0 }, Right: { x: 4, y: 0 } });
  await drag(page.getByTitle("Resize “Right” by dragging"), -width / 6, 52 * 2);
  await expect.poll(places).toMatchObject({ Right: { x: 4, y: 0, w: 2, h: 6 } });
});

test("a widget is written by hand: what does not fit is said while it is written, what fits is drawn", async ({
  page,
}) => {
  await makeBoard(page, "Written");
  await page.getByRole("button", { name: "More about this board" }).click();
  await page.getByRole("menuitem", { name: "Write a widget…" }).click();
  const dialog = page.getByRole("dialog", { name: "Write a widget" });
  await dialog.getByLabel("Title").fill("By hand");
  const json = dialog.getByLabel("Widgets, as JSON");
  await json.fill('[{ "type": "metric", "label": "Done", "value": { "$bind": "/data/runs/nothing" } }]');
  await expect(dialog.getByText(/\/data\/runs\/nothing is no live figure/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await json.fill('[{ "type": "metric", "label": "All runs", "value": { "$bind": "/data/runs/total" } }]');
  await expect(dialog.getByRole("region", { name: "Preview" })).toContainText("All runs");
  await dialog.getByRole("button", { name: "Save" }).click();
  const tile = page.getByRole("article", { name: "By hand" });
  await expect(tile).toContainText("All runs");
  await tile.getByRole("button", { name: "More about this surface" }).click();
  await page.getByRole("menuitem", { name: "Edit…" }).click();
  const editor = page.getByRole("dialog", { name: "Edit the widget" });
  await editor.getByLabel("Widgets, as JSON").fill('[{ "type": "callout", "text": "By hand again" }]');
  await editor.getByRole("button", { name: "Save" }).click();
  await expect(tile).toContainText("By hand again");
});
