import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import Database from "better-sqlite3";
import { freePort } from "../support/free-port.ts";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";
import { leaveWelcomeOut } from "./leave-welcome-out.ts";
import { expectGoodLooks } from "./looks.ts";

/** A server of its own, whose database these tests may break. */
let folder: string;
let server: ServerProcess;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "troupe-e2e-errors-"));
  server = startServerProcess({
    port: await freePort(),
    variables: { DATA_DIR: folder, DEFAULT_MODEL_PROVIDER: "demo", LOG_LEVEL: "fatal" },
  });
  await server.answers("/ready");
  await leaveWelcomeOut(server.url);
});

test.afterEach(async () => {
  await server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function inDatabase(statement: string): void {
  const database = new Database(join(folder, "troupe.db"));
  database.exec(statement);
  database.close();
}

async function expectStyled(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  await expectGoodLooks(page, heading);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => isLight(page)).toBe(colorScheme === "light");
  }
}

/** Whether the page's ground is nearly white: false where it is nearly black. */
async function isLight(page: Page): Promise<boolean | number> {
  const red = await page.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
    context.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    context.fillRect(0, 0, 1, 1);
    return context.getImageData(0, 0, 1, 1).data[0] as number;
  });
  return red > 230 ? true : red < 60 ? false : red;
}

test("a page that cannot be drawn says so, and is there again once the cause is gone", async ({ browser }) => {
  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  await page.goto("/agents");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  inDatabase(`ALTER TABLE "Session" RENAME TO "Hidden"`);
  await page.goto("/agents");
  await expectStyled(page, "This page could not be shown.");
  await expect(page.getByText(/The server's log names this error/)).toBeVisible();
  inDatabase(`ALTER TABLE "Hidden" RENAME TO "Session"`);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Agents" })).toBeVisible();
  await page.context().close();
});

test("an address without a page says so, and leads back", async ({ browser }) => {
  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  for (const address of ["/no/such/page", "/chat/ses_nothing", "/share/nothing"]) {
    expect((await page.goto(address))?.status()).toBe(404);
    await expectStyled(page, "There is nothing at this address.");
  }
  await page.getByRole("link", { name: "Back to the start" }).click();
  await page.waitForURL(/\/chat$/);
  await page.context().close();
});

test("what breaks around every page is told by a page of its own, which leads back", async ({ browser }) => {
  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  await page.goto("/welcome");
  const { id } = await (await page.request.post("/api/v1/sessions", { data: { title: "Kept" } })).json();
  await page.goto(`/chat/${id}`);
  await page.getByRole("button", { name: "Actions of this chat" }).click();
  await expect(page.getByRole("menuitem", { name: "Copy as Markdown" })).toBeVisible();
  // What a toast is drawn with comes with the first one, and belongs to no page.
  await page.route("**/_next/static/**", (route) => route.abort());
  await page.getByRole("menuitem", { name: "Copy as Markdown" }).click();
  await expectStyled(page, "Troupe could not be shown.");
  await page.unroute("**/_next/static/**");
  await page.getByRole("button", { name: "Load the page again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Kept" })).toBeVisible();
  await page.context().close();
});
