import { readFileSync } from "node:fs";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { axeFindings } from "./axe-findings.ts";

test.describe.configure({ timeout: 120_000 });

const tools = [{ name: "calculate" }];

async function posted(request: APIRequestContext, path: string, data: object) {
  const answer = await request.post(`/api/v1${path}`, { data });
  expect([path, answer.status() < 300]).toEqual([path, true]);
  return answer.json();
}

/** A run of an agent of the test's own, which has calculated something. */
async function ran(request: APIRequestContext, agent: string) {
  await posted(request, "/agents", { name: agent, instructions: "You are the first version.", tools });
  const { id } = await posted(request, "/sessions", { title: "Sums", agent });
  return (await posted(request, "/messages", { sessionId: id, content: "Calculate 6*7", wait: true })).runId as string;
}

async function publishSecond(request: APIRequestContext, agent: string) {
  const answer = await request.put(`/api/v1/agents/${agent}`, {
    data: { instructions: "You are the second version.", tools },
  });
  expect(answer.status()).toBeLessThan(300);
}

const inspector = (page: Page) => page.getByRole("region", { name: "Inspector" });

test("a call is made again with other arguments by another version, and compared with the first time", async ({
  page,
  request,
}) => {
  const agent = `rerun-${test.info().workerIndex}-${Date.now()}`;
  const runId = await ran(request, agent);
  await publishSecond(request, agent);
  await page.goto(`/runs/${runId}`);
  await page.getByRole("treegrid").getByText("calculate").click();
  await inspector(page).getByRole("button", { name: "Run again from here…" }).click();

  const dialog = page.getByRole("dialog", { name: /Run again from/ });
  await dialog.getByLabel("Version").selectOption("published");
  await dialog.getByLabel("Arguments of the call").fill("{ not json");
  await dialog.getByRole("button", { name: "Run again" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("This is not JSON.");
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByLabel("Arguments of the call").fill('{ "expression": "6*8" }');
  await dialog.getByRole("button", { name: "Run again" }).click();

  await page.waitForURL((url) => url.pathname.startsWith("/runs/") && !url.pathname.endsWith(runId));
  await expect(page.getByRole("link", { name: "The run that it does again" })).toBeVisible();
  await expect(page.getByText(`${agent} v2`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop the run" })).toHaveCount(0);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Compare with the first time" }).click();

  await page.waitForURL(/\/runs\/compare\?/);
  await expect(page.getByText("They go apart at step 2.")).toBeVisible();
  const steps = page.getByRole("table").last();
  await expect(steps.getByRole("row", { name: /uses calculate/ })).toContainText("first difference");
  await expect(page.getByRole("article").filter({ hasText: "Step 2" })).toContainText("6*8");
  await expect(page.getByRole("row", { name: /^Agent/ })).toContainText("v2");
});

test("a run becomes a test, which fails after its instructions changed and says where", async ({ page, request }) => {
  const agent = `taped-${test.info().workerIndex}-${Date.now()}`;
  const runId = await ran(request, agent);
  await page.goto(`/runs/${runId}`);

  await page.getByRole("button", { name: "More", exact: true }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Save as cassette" }).click();
  const file = await (await downloading).path();
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ format: "troupe.cassette", runId });

  const play = async () => {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Play as a test" }).click();
    return page.getByRole("dialog", { name: "Would it go the same way now?" });
  };
  const first = await play();
  await expect(first.getByText("All 3 steps go as they went.")).toBeVisible();
  await first.getByRole("button", { name: "Close" }).last().click();
  await expect(first).toBeHidden();

  await publishSecond(request, agent);
  const second = await play();
  await expect(second.getByText("It goes another way at step 1")).toBeVisible();
  await expect(second.getByRole("list", { name: "What changes" })).toContainText("You are the second version.");
  expect(await axeFindings(page)).toEqual([]);
});

test("a run is begun anew by key, with another question", async ({ page, request }) => {
  const runId = await ran(request, `anew-${test.info().workerIndex}-${Date.now()}`);
  await page.goto(`/runs/${runId}`);
  await expect(page.getByRole("treegrid")).toBeVisible();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: "Run again from the start" });
  await dialog.getByLabel("What it is asked").fill("Calculate 2+3");
  await dialog.getByRole("button", { name: "Run again" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/runs/") && !url.pathname.endsWith(runId));
  await expect(page.getByRole("heading", { level: 2, name: "Calculate 2+3" })).toBeVisible();
});
