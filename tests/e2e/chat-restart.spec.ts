import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../support/free-port.ts";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";
import { answers, beginChat, composer, log, untilIdle } from "./chat-talk.ts";
import { leaveWelcomeOut } from "./leave-welcome-out.ts";

/** A server of its own, which these tests may kill. */
let folder: string;
let port: number;
let server: ServerProcess;

async function start(): Promise<void> {
  server = startServerProcess({
    port,
    variables: { DATA_DIR: folder, DEFAULT_MODEL_PROVIDER: "demo", LOG_LEVEL: "warn" },
  });
  await server.answers("/ready");
}

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "troupe-e2e-restart-"));
  port = await freePort();
  await start();
  await leaveWelcomeOut(server.url);
});

test.afterEach(async () => {
  if (server.running) await server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test("a server killed in the middle of an answer: the page recovers by itself and ends with the right text", async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  await beginChat(page, "Write a long story of 600 words");
  await expect(log(page).getByText("came to the harbour").first()).toBeVisible();
  await server.kill("SIGKILL");
  await expect(page.getByText("No connection. What you send waits and goes once.")).toBeVisible();
  await composer(page).fill("Who are you?");
  await composer(page).press("Enter");
  await expect(log(page).getByText("Is sent once the connection is back")).toBeVisible();
  await start();
  await expect(page.getByText(/Back online/)).toBeVisible({ timeout: 20_000 });
  await expect(log(page).getByText("That is all the demo model has to tell.")).toBeVisible({ timeout: 40_000 });
  await expect(log(page).getByText("I am the demo model of Troupe")).toBeVisible({ timeout: 20_000 });
  await untilIdle(page);
  await expect(log(page).getByRole("article", { name: "You" }).filter({ hasText: "Who are you?" })).toHaveCount(1);

  const seen = await answers(page).allTextContents();
  await page.reload();
  // The server does not know how this browser writes the time; that comes with the scripts.
  await expect.poll(() => answers(page).allTextContents()).toEqual(seen);
  await page.context().close();
});

test("an approval is still there after a restart with the page open, and is given once", async ({ browser }) => {
  test.setTimeout(60_000);
  const page = await (await browser.newContext({ baseURL: server.url })).newPage();
  await beginChat(page, "Remember 4711 as door-password");
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  await server.kill("SIGTERM");
  await expect(page.getByText("No connection.")).toBeVisible();
  await start();
  await expect(page.getByText(/Back online/)).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await untilIdle(page);
  await expect(answers(page).last()).toContainText("save_data answered");
  await page.context().close();
});
