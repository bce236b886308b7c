import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { freePort } from "../support/free-port.ts";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";
import { answers } from "./chat-talk.ts";
import { leaveWelcomeOut } from "./leave-welcome-out.ts";
import { untilColored } from "./looks.ts";

/** Writes the pictures of the README anew, when it is asked to: UPDATE_SCREENSHOTS=1. */
const folder = "docs/images";
const mostBytes = 150 * 1024;

if (process.env.UPDATE_SCREENSHOTS === "1") test("the main screens, for the README", takeThem);

async function takeThem({ browser }: { browser: Browser }): Promise<void> {
  test.slow();
  const data = mkdtempSync(join(tmpdir(), "troupe-screenshots-"));
  const server = startServerProcess({
    port: await freePort(),
    variables: { DATA_DIR: data, LOG_LEVEL: "warn", DEMO_TOKENS_PER_SECOND: "400" },
  });
  try {
    await server.answers("/ready");
    const page = await (await browser.newContext({ baseURL: server.url })).newPage();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto("/welcome?step=provider");
    await page.getByRole("button", { name: "Test connection: demo/demo" }).click();
    await expect(page.getByText(/^Answered in/)).toBeVisible();
    await take(page, "welcome");
    await leaveWelcomeOut(server.url);
    await talk(page, server);
    await page.context().close();
  } finally {
    await server.kill("SIGKILL");
    rmSync(data, { recursive: true, force: true });
  }
}

async function talk(page: Page, server: ServerProcess): Promise<void> {
  const post = async (content: string, more: object = {}) => {
    const answer = await page.request.post(`${server.url}/api/v1/messages`, { data: { content, ...more } });
    return (await answer.json()) as { sessionId: string; runId: string };
  };
  await post("Write a short story about a lighthouse", { wait: true });
  await post("Show me a table of planets", { wait: true });
  await post("Ask me which colour the poster gets: red, green or blue");
  const { sessionId } = await post("Calculate 17*23, then plan a party: invite friends, bake a cake, clean up", {
    wait: true,
  });

  await page.goto(`/chat/${sessionId}`);
  await expect(answers(page).last()).toContainText("391");
  await page.getByRole("textbox", { name: "Message", exact: true }).fill("Remember 4711 as door-password");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  await expect(page.getByText("general wants to use save_data").first()).toBeInViewport();
  await take(page, "chat");

  await page.goto("/inbox");
  await expect(page.getByRole("radio", { name: "green" })).toBeVisible();
  await take(page, "inbox");
  await page.goto("/runs");
  await expect(page.getByRole("table")).toBeVisible();
  await take(page, "runs");
  const crew = await post("How do heat pumps work?", { workflow: "research-crew", wait: 60_000 });
  await page.goto(`/runs/${crew.runId}?view=timeline`);
  await expect(page.getByRole("region", { name: /^Timeline/ })).toBeVisible();
  await expect(page.getByRole("slider", { name: "Moment of the run" })).toBeEnabled();
  await take(page, "run");
  await page.goto("/workflows/review-loop");
  await expect(page.locator(".react-flow__node").last()).toBeVisible();
  await take(page, "workflow");
  await page.goto("/dashboard");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await take(page, "dashboard");
  await page.goto("/agents");
  await take(page, "agents");
}

/** In both themes. */
async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await untilColored(page);
    const picture = await page.screenshot({
      path: join(folder, `${name}-${colorScheme}.png`),
      caret: "hide",
      animations: "disabled",
    });
    expect([name, colorScheme, picture.length < mostBytes]).toEqual([name, colorScheme, true]);
  }
}
