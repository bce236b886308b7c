import { readFile } from "node:fs/promises";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";

interface Made {
  id: string;
  sessionId: string;
}

async function makeTask(request: APIRequestContext, task: string): Promise<Made> {
  const answer = await request.post("/api/v1/tasks", { data: { task } });
  expect(answer.status()).toBe(202);
  return (await answer.json()) as Made;
}

async function becomes(request: APIRequestContext, { id }: Made, status: string): Promise<void> {
  await expect
    .poll(async () => ((await (await request.get(`/api/v1/tasks/${id}`)).json()) as { status: string }).status)
    .toBe(status);
}

const row = (page: Page, { id }: Made) => page.locator(`tr[data-run="${id}"]`);

/** The page hears from the server, so it hears keys too. */
async function untilOnline(page: Page): Promise<void> {
  await expect(page.getByText("Online", { exact: true })).toBeAttached();
}

test("runs are found by words, and the address says what is asked for", async ({ page, request }) => {
  const wanted = await makeTask(request, "Calculate 6*7 for the zebra report");
  const other = await makeTask(request, "Calculate 6*7 for nobody");
  await becomes(request, wanted, "done");
  await becomes(request, other, "done");
  await page.goto("/runs");
  await expect(row(page, wanted)).toBeVisible();
  await page.getByLabel("Task says").fill("ZEBRA");
  await page.getByLabel("Queued", { exact: true }).selectOption("1h");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL("/runs?text=ZEBRA&within=1h");
  await expect(row(page, wanted)).toBeVisible();
  await expect(row(page, other)).toHaveCount(0);
  await page.getByText("More filters").click();
  await page.getByLabel("Error says").fill("nothing went wrong");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("No run fits")).toBeVisible();
  await expect(page.getByLabel("Error says")).toHaveValue("nothing went wrong");
});

test("what a list asks for is kept under a name, and forgotten", async ({ page }) => {
  await page.goto("/runs?status=failed&within=7d");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Keep this view…" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Failed this week");
  await page.keyboard.press("Enter");
  const named = page.getByRole("button", { name: "Failed this week" });
  await expect(named).toBeVisible();
  await page.goto("/runs");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Failed this week" }).click();
  await expect(page).toHaveURL("/runs?status=failed&within=7d");
  await named.click();
  await page.getByRole("menuitem", { name: "Forget “Failed this week”" }).click();
  await expect(page.getByRole("button", { name: "Views" })).toBeVisible();
});

test("runs appear by themselves, and several are cancelled by keyboard", async ({ page, request }) => {
  await page.goto("/runs?text=giraffe");
  await expect(page.getByText("No run fits")).toBeVisible();
  const first = await makeTask(request, 'ask me "Which giraffe?"');
  await becomes(request, first, "waiting");
  const second = await makeTask(request, 'ask me "Which other giraffe?"');
  await becomes(request, second, "waiting");
  await expect(row(page, first)).toBeVisible();
  const third = await makeTask(request, 'ask me "Which last giraffe?"');
  await becomes(request, third, "waiting");
  await expect(row(page, third)).toBeVisible();

  await page.locator("body").press("j");
  await expect(row(page, third).getByRole("link", { name: /Which last giraffe/ })).toBeFocused();
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await expect(row(page, second).getByRole("link", { name: /Which other giraffe/ })).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByText("2 runs selected")).toBeVisible();
  await page.getByRole("button", { name: "Stop them…" }).press("Enter");
  await page.getByRole("button", { name: "Stop the runs" }).press("Enter");
  await becomes(request, second, "cancelled");
  await becomes(request, third, "cancelled");
  await expect(row(page, second)).toContainText("Stopped");
  await becomes(request, first, "waiting");
  await request.delete(`/api/v1/tasks/${first.id}`);
});

test("the queue shows what waits and for what, live, and cancels it", async ({ page, request }) => {
  await page.goto("/queue");
  const waiting = page.getByRole("region", { name: /^Waiting/ }).first();
  await expect(page.getByText("this process")).toBeVisible();
  const asked = await makeTask(request, 'ask me "Which okapi?"');
  await becomes(request, asked, "waiting");
  const line = waiting.getByRole("row").filter({ has: page.locator(`a[href="/runs/${asked.id}"]`) });
  await expect(line).toContainText("a person");
  await line.getByRole("button", { name: /^Stop: / }).click();
  await becomes(request, asked, "cancelled");
  await expect(line).toHaveCount(0);
});

test("the analytics tell of what was just done, as charts, tables and CSV", async ({ page, request }) => {
  await becomes(request, await makeTask(request, "Calculate 9*9"), "done");
  await page.goto("/runs");
  await page.getByRole("link", { name: "Analytics" }).click();
  await expect(page).toHaveURL("/analytics");
  await expect(page.getByRole("img", { name: /Completed, Failed/ })).toBeVisible();
  const agents = page.getByRole("region", { name: "Agents" }).first();
  await expect(agents.getByRole("row").filter({ hasText: "general" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Tools" }).first()).toContainText("calculate");
  await expect(page.getByText("Everything is as usual.")).toBeVisible();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save “Agents” as CSV" }).click(),
  ]);
  const csv = await readFile(await saved.path(), "utf8");
  expect(csv.split("\r\n")[0]).toMatch(/^Agent,Turns,Failed,/);
  expect(csv).toContain("\ngeneral,");
  await page.getByLabel("Time", { exact: true }).selectOption("1h");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL("/analytics?within=1h");
});

test("an answer is rated with the keyboard, with reasons, and counted", async ({ page, request }) => {
  const posted = await request.post("/api/v1/messages", { data: { content: "Calculate 5*5", wait: true } });
  const { sessionId } = (await posted.json()) as { sessionId: string };
  const ratings = async () => {
    const answer = await request.get(`/api/v1/sessions/${sessionId}/messages`);
    return ((await answer.json()) as { items: { ratings?: object[] }[] }).items.flatMap((each) => each.ratings ?? []);
  };
  await page.goto(`/chat/${sessionId}`);
  await untilOnline(page);
  const good = page.getByRole("button", { name: "Good answer" }).last();
  await good.press("Enter");
  await expect(good).toHaveAttribute("aria-pressed", "true");
  const bad = page.getByRole("button", { name: "Bad answer" }).last();
  await bad.press("Enter");
  await expect(bad).toHaveAttribute("aria-pressed", "true");
  await expect(good).toHaveAttribute("aria-pressed", "false");
  await page.getByLabel("It is wrong").check();
  await page.getByLabel("In your words").fill("It should be in words.");
  await page.getByRole("button", { name: "Send feedback" }).press("Enter");
  await expect
    .poll(ratings)
    .toEqual([{ by: "local", rating: "down", reasons: ["wrong"], note: "It should be in words." }]);
  await page.reload();
  await expect(page.getByRole("button", { name: "Bad answer" }).last()).toHaveAttribute("aria-pressed", "true");
});

test("every one of these pages is a key or a few letters away", async ({ page }) => {
  await page.goto("/runs");
  await expect(page.getByRole("link", { name: "Runs", exact: true }).first()).toHaveAttribute("aria-current", "page");
  await untilOnline(page);
  await page.locator("body").press("g");
  await page.locator("body").press("q");
  await expect(page).toHaveURL("/queue");
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await page.getByRole("link", { name: "History of tools" }).click();
  await expect(page).toHaveURL("/history");
  await page.getByRole("button", { name: "Search or do something" }).click();
  await page.getByRole("combobox", { name: "Command palette" }).fill("analyt");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/analytics");
});
