import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { freePort } from "../support/free-port.ts";
import { root, type ServerProcess, startServerProcess } from "../support/server-process.ts";
import { leaveWelcomeOut } from "./leave-welcome-out.ts";
import { expectGoodLooks } from "./looks.ts";
import { watchNotifications } from "./watch-notifications.ts";

/** A server of its own, in whose last hours a tool did well, and in this one does not. */
let folder: string;
let server: ServerProcess;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "troupe-e2e-anomalies-"));
  const writer = join(root, "tests", "e2e", "write-habit.ts");
  const written = spawnSync(process.execPath, ["--import", "tsx", writer, folder], { cwd: root, encoding: "utf8" });
  expect(written.status, written.stderr).toBe(0);
  const variables = { DATA_DIR: folder, DEFAULT_MODEL_PROVIDER: "demo", LOG_LEVEL: "warn" };
  server = startServerProcess({ port: await freePort(), variables });
  await server.answers("/ready");
  await leaveWelcomeOut(server.url);
  await expect
    .poll(async () => ((await (await fetch(`${server.url}/api/v1/anomalies`)).json()) as { items: object[] }).items)
    .toEqual([expect.objectContaining({ kind: "tool", name: "look_up", measure: "errors", value: 0.5, of: 12 })]);
});

test.afterAll(async () => {
  await server.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

const title = "Tool look_up: calls failed: 50 %";

/** The runs that made it, and no other of that hour. */
async function expectItsRuns(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/runs\?deviation=tool%3Alook_up%3Aerrors%3A/);
  await expect(
    page.getByText(/^Tool look_up: runs with a call that failed, in the hour from \d\d:00 UTC/),
  ).toBeVisible();
  const rows = page.getByRole("table").getByRole("row").filter({ hasText: "Look" });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Look up what nobody knows");
}

test("a deviation says why and leads to the runs that made it, which can be asked for further", async ({ page }) => {
  await page.goto(`${server.url}/analytics`);
  const list = page.getByRole("region", { name: "Otherwise than usual" });
  await expect(list.getByRole("heading", { name: title })).toBeVisible();
  await expect(list).toContainText(/Usual is 0 % ± 0 %, by 8 hours of the last week\. .* 12 calls\./);
  await list.getByRole("link", { name: "The runs that made it" }).click();
  await expectItsRuns(page);
  await expectGoodLooks(page, "the runs of a deviation");
  await page.getByRole("combobox", { name: "Status" }).selectOption("failed");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/deviation=tool.*&status=failed|status=failed.*&deviation=tool/);
  await expect(page.getByText("No run fits")).toBeVisible();
  await page.getByRole("link", { name: "Show everything" }).first().click();
  await expect(page.getByRole("table").getByRole("row").filter({ hasText: "Look" })).toHaveCount(10);
});

test("it stands in the inbox, and whoever looks at another page is told of it once", async ({ context }) => {
  const page = await context.newPage();
  await page.goto(`${server.url}/inbox`);
  const list = page.getByRole("region", { name: "Otherwise than usual" });
  await expect(list.getByRole("heading", { name: title })).toBeVisible();
  await expectGoodLooks(page, "the inbox with a deviation");
  await page.goto(`${server.url}/agents`);
  const told = page.getByText(title);
  await expect(told).toBeVisible();
  await expectGoodLooks(page, "a page on which it is told");
  await page.getByRole("button", { name: "Show the runs" }).click();
  await expectItsRuns(page);
});

test("while nobody looks, the browser tells of it once over all tabs, and a click leads to the runs", async ({
  context,
}) => {
  await context.addInitScript(watchNotifications);
  await context.addInitScript("hideTab()");
  const tabs = [await context.newPage(), await context.newPage()];
  for (const tab of tabs) await tab.goto(`${server.url}/agents`);
  const told = async () =>
    (await Promise.all(tabs.map((tab) => tab.evaluate("told")))).flat() as { title: string; body: string }[];
  await expect.poll(told).toEqual([expect.objectContaining({ title, body: expect.stringContaining("12 calls") })]);
  for (const tab of tabs) {
    if ((await tab.evaluate("told.length")) === 0) continue;
    await tab.evaluate("clickNotification('12 calls')");
    await expectItsRuns(tab);
  }
  // A tab that comes later hears of it again, and knows that it was told.
  const late = await context.newPage();
  const heard = late
    .waitForEvent("websocket")
    .then((socket) =>
      socket.waitForEvent("framereceived", { predicate: ({ payload }) => String(payload).includes('"anomalies"') }),
    );
  await late.goto(`${server.url}/inbox`);
  await heard;
  await expect(late.getByRole("heading", { name: title })).toBeVisible();
  expect(await late.evaluate("told")).toEqual([]);
});
