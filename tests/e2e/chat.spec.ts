import { expect, test } from "@playwright/test";
import { answers, beginChat, composer, log, say, untilIdle } from "./chat-talk.ts";

// Only ends a test that waits for ever, also on a machine that has much else to do.
test.describe.configure({ timeout: 90_000 });

test("a first message becomes a chat with an answer, which is there before any script when it is opened again", async ({
  page,
  browser,
  baseURL,
}) => {
  await beginChat(page, "Show me a table");
  await expect(log(page).getByRole("cell", { name: "Jupiter" })).toBeVisible();
  await untilIdle(page);
  await expect(page).toHaveTitle(/Show me a table/);

  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const reader = await plain.newPage();
  await reader.goto(page.url());
  await expect(reader.getByRole("cell", { name: "Jupiter" })).toBeVisible();
  await plain.close();
});

test("code is coloured once its fence is closed, and nothing is loaded from elsewhere", async ({ page, baseURL }) => {
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${baseURL}/`) && !request.url().startsWith("blob:")) foreign.push(request.url());
  });
  await beginChat(page, "Show me code");
  await expect(log(page).locator("pre span.text-agent-4", { hasText: "export" })).toBeVisible();
  expect(foreign).toEqual([]);
});

test("an agent is stopped in the middle, what it had said stays, and it is tried again", async ({ page }) => {
  await beginChat(page, "Write a long story of 2000 words");
  await expect(log(page).getByText("came to the harbour").first()).toBeVisible();
  await composer(page).press("Escape");
  await expect(log(page).getByText("Stopped here")).toBeVisible();
  await expect(log(page).getByText("general was stopped")).toBeVisible();
  await expect(log(page).getByText("came to the harbour").first()).toBeVisible();
  await log(page).getByRole("button", { name: "Try again" }).click();
  await expect(log(page).getByText("general was stopped")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Stop", exact: true })).toBeVisible();
  await composer(page).press("Escape");
  await untilIdle(page);
});

test("a message sent meanwhile waits, can be changed, and is answered after the first", async ({ page }) => {
  await beginChat(page, "Ask me which way: left or right");
  await expect(page.getByRole("radio", { name: "left" })).toBeVisible();
  await say(page, "What are you");
  const waiting = page.getByRole("list", { name: "Waiting messages" });
  await expect(waiting.getByText("Queued: sent when the answer is finished")).toBeVisible();
  await waiting.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("Edit your message").fill("Who are you?");
  await page.getByLabel("Edit your message").press("Enter");
  await expect(waiting.getByText("Who are you?")).toBeVisible();
  await page.getByRole("radio", { name: "left" }).check();
  await page.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(log(page).getByText("I am the demo model of Troupe")).toBeVisible();
  await expect(log(page).getByText("Waited for its turn")).toBeVisible();
  await expect(waiting).toHaveCount(0);
});

test("a message that steers reaches the agent at work; one that waits can be withdrawn", async ({ page }) => {
  await beginChat(page, "Ask me which way: left or right, then calculate 6*7");
  await expect(page.getByRole("radio", { name: "left" })).toBeVisible();
  await page.getByRole("button", { name: "Steer", exact: true }).click();
  await say(page, "Hurry up, please");
  const waiting = page.getByRole("list", { name: "Waiting messages" });
  await expect(waiting.getByText("Reaches the agent with its next step")).toBeVisible();
  await page.getByRole("button", { name: "Queue", exact: true }).click();
  await say(page, "Forget this");
  await waiting
    .getByRole("listitem")
    .filter({ hasText: "Forget this" })
    .getByRole("button", { name: "Withdraw" })
    .click();
  await expect(waiting.getByText("Forget this")).toHaveCount(0);
  await page.getByRole("radio", { name: "left" }).check();
  await page.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(log(page).getByText("Reached the agent while it worked")).toBeVisible();
  await untilIdle(page);
  await expect(log(page).getByText("Forget this")).toHaveCount(0);
});

test("a call waits for a yes, is approved with other arguments, and says so", async ({ page }) => {
  await beginChat(page, "Remember 4711 as door-password");
  await expect(page.getByRole("heading", { name: "general wants to use save_data" })).toBeVisible();
  await page.getByRole("button", { name: "Edit arguments" }).click();
  await page.getByLabel("Arguments as JSON").fill("{ not json");
  await page.getByRole("button", { name: "Approve with changes" }).click();
  await expect(page.getByText("This is not JSON.")).toBeVisible();
  await page.getByLabel("Arguments as JSON").fill('{ "name": "door-password", "value": "0815" }');
  await page.getByRole("button", { name: "Approve with changes" }).click();
  await untilIdle(page);
  const card = log(page).locator("details", { hasText: "save_data" });
  await expect(card.getByText("Done")).toBeVisible();
  await card.locator("summary").click();
  await expect(card.getByText("Approved by")).toBeVisible();
  await expect(card.getByText("0815").first()).toBeVisible();
  await expect(card.getByText("4711")).toBeVisible();
});

test("a call is denied in the inbox with a reason that the agent reads", async ({ page }) => {
  await beginChat(page, "Remember 1234 as bank-password");
  await expect(page.getByRole("button", { name: "Edit arguments" })).toBeVisible();
  const chat = page.url();
  await page.goto("/inbox");
  const waiting = page.getByRole("group", { name: "Remember 1234 as bank-password", exact: true });
  await waiting.getByRole("button", { name: "Deny…" }).click();
  await waiting.getByLabel("Why not?").fill("It is nobody's business");
  await waiting.getByRole("button", { name: "Deny", exact: true }).click();
  await expect(waiting).toHaveCount(0);
  await page.goto(chat);
  await expect(answers(page).last()).toContainText("It is nobody's business");
});

test("a question edited is a branch, and one goes back and forth between the two", async ({ page }) => {
  await beginChat(page, "Calculate 2+2");
  await expect(answers(page).last()).toContainText("answered: 4");
  await untilIdle(page);
  await log(page).getByRole("article", { name: "You" }).hover();
  await log(page).getByRole("button", { name: "Edit and send again" }).click();
  await page.getByLabel("Edit your message").fill("Calculate 3+3");
  await page.getByLabel("Edit your message").press("Enter");
  await expect(answers(page).last()).toContainText("answered: 6");
  await untilIdle(page);
  const versions = log(page).getByRole("group", { name: "Version 2 of 2" });
  await versions.getByRole("button", { name: "Previous version" }).click();
  await expect(answers(page).last()).toContainText("answered: 4");
  await expect(page.getByText("You are looking at another version")).toBeVisible();
  await page.getByRole("button", { name: "Back to the current one" }).click();
  await expect(answers(page).last()).toContainText("answered: 6");
});

test("an answer is made anew beside the first", async ({ page }) => {
  await beginChat(page, "Who are you?");
  await untilIdle(page);
  await log(page).getByRole("button", { name: "Answer again" }).click();
  await page.getByRole("menuitem", { name: "Answer again" }).click();
  await expect(log(page).getByRole("group", { name: "Version 2 of 2" })).toBeVisible();
});

test("two browsers in one session see the same, also while it is being written", async ({ page, browser, baseURL }) => {
  await beginChat(page, "Who are you?");
  await untilIdle(page);
  const other = await (await browser.newContext({ baseURL })).newPage();
  await other.goto(page.url());
  await expect(log(other)).toContainText("I am the demo model of Troupe");
  await say(page, "Write a long story of 300 words");
  await expect(log(other).locator('[aria-busy="true"]')).toBeVisible();
  await untilIdle(page);
  await untilIdle(other);
  await expect(log(page)).toContainText("That is all the demo model has to tell.");
  expect(await answers(other).last().textContent()).toBe(await answers(page).last().textContent());
  await say(other, "What is 6*7?");
  await expect(answers(page).last()).toContainText("42");
  await other.context().close();
});

test("what was begun to be written is kept, and what was said before comes back with the arrow", async ({ page }) => {
  await beginChat(page, "Who are you?");
  await untilIdle(page);
  await composer(page).press("ArrowUp");
  await expect(composer(page)).toHaveValue("Who are you?");
  await composer(page).fill("Half a sentence");
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).includes("Half a sentence"))).toBe(true);
  await page.reload();
  await expect(composer(page)).toHaveValue("Half a sentence");
});

test("commands and agents are chosen while writing, by keyboard alone", async ({ page }) => {
  await beginChat(page, "Who are you?");
  await untilIdle(page);
  await composer(page).pressSequentially("@gen");
  await expect(page.getByRole("option", { name: /general/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("To general")).toBeVisible();
  await composer(page).pressSequentially("/ren");
  await page.keyboard.press("Enter");
  await page.getByLabel("Title").fill("A better name");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "A better name" })).toBeVisible();
});

test("the plan of the session is changed by agents and people", async ({ page }) => {
  await beginChat(page, "Plan a party: invite friends, bake a cake");
  const rail = page.getByRole("complementary", { name: "State" });
  await expect(rail.getByText("0 of 2 done")).toBeVisible();
  await rail.getByLabel("Status of “bake a cake”").selectOption("completed");
  await expect(rail.getByText("1 of 2 done")).toBeVisible();
  await rail.getByRole("button", { name: "Add a step" }).click();
  await rail.getByLabel("New step").fill("Sweep the floor");
  await rail.getByLabel("New step").press("Enter");
  await expect(rail.getByText("1 of 3 done")).toBeVisible();
});

test("who has scrolled up stays there while the answer grows", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await beginChat(page, "Write a long story of 1500 words");
  const third = log(page).locator("li").nth(2);
  await expect(log(page).locator("li").nth(6)).toBeVisible();
  await third.scrollIntoViewIfNeeded();
  await log(page).evaluate((box) => box.scrollBy(0, -40));
  const before = await third.boundingBox();
  const count = await log(page).locator("li").count();
  await expect.poll(() => log(page).locator("li").count()).toBeGreaterThan(count + 1);
  const now = await third.boundingBox();
  expect(Math.abs((now?.y ?? 0) - (before?.y ?? 1_000))).toBeLessThan(3);
  await page.getByRole("button", { name: /newest message|new message/ }).click();
  await expect.poll(() => log(page).evaluate((box) => Math.abs(box.scrollTop))).toBeLessThan(5);
  await composer(page).press("Escape");
});
