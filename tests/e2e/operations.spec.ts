import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { testLooks } from "./looks.ts";

interface Made {
  id: string;
  sessionId: string;
}

/** A task that is over, made without the pages. */
async function makeRun(request: APIRequestContext, task: string): Promise<Made> {
  const answer = await request.post("/api/v1/tasks", { data: { task } });
  expect(answer.status()).toBe(202);
  const made = (await answer.json()) as Made;
  await expect
    .poll(async () => ((await (await request.get(`/api/v1/tasks/${made.id}`)).json()) as { status: string }).status)
    .toBe("done");
  return made;
}

const states: Record<string, (page: Page, request: APIRequestContext) => Promise<void>> = {
  "the agents": async (page) => {
    await page.goto("/agents");
    await expect(page.getByRole("heading", { name: "general" })).toBeVisible();
  },
  "the runs": async (page, request) => {
    await makeRun(request, "Calculate 6*7");
    await page.goto("/runs");
    await expect(page.getByRole("table")).toBeVisible();
  },
  "runs that none fits": async (page) => {
    await page.goto("/runs?agent=nobody-at-all");
    await expect(page.getByText("No run fits")).toBeVisible();
  },
  "a run and one of its events": async (page, request) => {
    const { id } = await makeRun(request, "Calculate 6*7");
    await page.goto(`/runs/${id}?view=log`);
    await page.getByRole("row", { name: /Tool finished/ }).click();
    await expect(page.getByRole("region", { name: "Inspector" })).toContainText("tool.finished");
  },
};

testLooks(states);

test("a run that was made over the API is listed, and opens with its events", async ({ page, request }) => {
  const { id, sessionId } = await makeRun(request, "Calculate 12*12, if you please");
  await page.goto("/runs?status=done&agent=general");
  await page.locator(`a[href="/runs/${id}"]`).click();
  await expect(page.getByRole("heading", { name: "Calculate 12*12, if you please" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Open the chat" })).toHaveAttribute("href", `/chat/${sessionId}`);
  await page.getByRole("tab", { name: "Log" }).click();
  await page.getByRole("row", { name: /Finished general/ }).click();
  await expect(page).toHaveURL(/[?&]seq=\d+/);
  await expect(page.getByRole("region", { name: "Inspector" })).toContainText("run.finished");
  await page.reload();
  await expect(page.getByRole("region", { name: "Inspector" })).toContainText("run.finished");
});

test("an unknown run answers 404, and a broken cursor has a way back", async ({ page }) => {
  expect((await page.goto("/runs/run_nobody"))?.status()).toBe(404);
  await page.goto("/runs?cursor=broken");
  await page.getByRole("link", { name: "To the newest" }).click();
  await expect(page).toHaveURL("/runs");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the list is filtered by its form", async ({ page, request }) => {
    const { id } = await makeRun(request, "Calculate 2+3");
    await page.goto("/runs");
    await page.getByLabel("Status", { exact: true }).selectOption("failed");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page).toHaveURL(/status=failed/);
    await expect(page.locator(`a[href="/runs/${id}"]`)).toHaveCount(0);
    await page.getByLabel("Status", { exact: true }).selectOption("done");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page.locator(`a[href="/runs/${id}"]`)).toBeVisible();
  });
});

test("an agent's card leads to a chat with it", async ({ page }) => {
  await page.goto("/agents");
  await page.getByRole("link", { name: "Talk to it: general" }).click();
  await expect(page).toHaveURL("/chat?agent=general");
  await expect(page.getByPlaceholder("Write to general…")).toBeVisible();
});

test("the demo model answers its test", async ({ page }) => {
  await page.goto("/settings/providers");
  await page.getByRole("button", { name: /^Test connection: demo\// }).click();
  await expect(page.getByText(/^Answered in/)).toBeVisible();
});
