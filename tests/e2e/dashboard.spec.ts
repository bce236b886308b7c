import { expect, test } from "@playwright/test";
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
  const before = Number(
    (await tools
      .getByRole("row", { name: /^calculate/ })
      .getByRole("cell")
      .nth(1)
      .textContent({ timeout: 1_000 })
      .catch(() => "0")) ?? "0",
  );
  const other = await (await browser.newContext({ baseURL })).newPage();
  await beginChat(other, "What is 6*7?");
  await untilIdle(other);
  await expect(
    tools
      .getByRole("row", { name: /^calculate/ })
      .getByRole("cell")
      .nth(1),
  ).toHaveText(String(before + 1));
  await expect(
    page.getByRole("region", { name: "Agents", exact: true }).getByRole("row", { name: /^general/ }),
  ).toBeVisible();
  await other.context().close();
});

test("a surface is pinned from a chat, stays live on the dashboard, is arranged by keyboard, and unpinned", async ({
  page,
  browser,
  baseURL,
}) => {
  await beginChat(page, "Chart the last week");
  await untilIdle(page);
  await log(page).getByRole("button", { name: "Pin to the dashboard" }).click();
  await expect(page.getByText("Pinned: it stays live on the dashboard.")).toBeVisible();
  const board = await (await browser.newContext({ baseURL })).newPage();
  await board.goto("/dashboard");
  const pinned = board.getByRole("region", { name: "Pinned surfaces" });
  const chart = pinned.getByRole("article", { name: "The last week" });
  await chart.getByText("Show the numbers").click();
  await expect(chart.getByRole("row", { name: "Monday 34 8" })).toBeVisible();
  await say(page, "Set Monday of the chart to 60");
  await expect(chart.getByRole("row", { name: "Monday 60 8" })).toBeVisible();
  await untilIdle(page);

  await say(page, "Show me a board of the tasks");
  await untilIdle(page);
  await log(page)
    .getByRole("article", { name: "The tasks" })
    .getByRole("button", { name: "Pin to the dashboard" })
    .click();
  const pins = async () => (await (await page.request.get("/api/v1/users/me/preferences")).json()).pins.length;
  await expect.poll(pins).toBe(2);
  await board.reload();
  await expect(pinned.getByRole("article", { name: "The tasks" })).toBeVisible();
  await pinned.getByRole("button", { name: "Arrange" }).focus();
  await board.keyboard.press("Enter");
  await pinned.getByRole("button", { name: "Make “The tasks” wider" }).press("Enter");
  await pinned.getByRole("button", { name: "Move “The tasks” forward" }).press("Enter");
  await expect(pinned.getByRole("heading", { level: 3 })).toHaveText(["The tasks", "The last week"]);
  await board.reload();
  await expect(pinned.getByRole("heading", { level: 3 })).toHaveText(["The tasks", "The last week"]);
  await pinned.getByRole("combobox", { name: "Move “Draw the map” to" }).selectOption("Done");
  await expect(log(page).getByRole("region", { name: "Done, 2 cards" })).toContainText("Draw the map");

  expect(await axeFindings(board)).toEqual([]);
  await pinned.getByRole("button", { name: "Arrange" }).click();
  await pinned.getByRole("button", { name: "Unpin “The tasks”" }).click();
  await pinned.getByRole("button", { name: "Unpin “The last week”" }).click();
  await expect(pinned.getByText("Nothing is pinned")).toBeVisible();
  await board.context().close();
});
