import { expect, type Page, test } from "@playwright/test";
import { composer, log, say, untilIdle } from "./chat-talk.ts";
import { expectGoodLooks } from "./looks.ts";

test.describe.configure({ timeout: 120_000 });

test("the coach sends each message to the one it is for and says why, and a person corrects it", async ({ page }) => {
  await page.goto("/chat");
  await page.getByRole("button", { name: "Who answers: general" }).click();
  await page
    .getByRole("list", { name: "Workflows" })
    .getByRole("button", { name: /^coach/ })
    .click();
  await expect(page.getByRole("heading", { name: "coach" })).toBeVisible();
  await page.getByRole("list", { name: "Suggestions" }).getByRole("button", { name: "Plan a workout for me" }).click();
  await page.waitForURL(/\/chat\/[\w:-]+$/);
  await expect(page.getByRole("button", { name: "Who answers: coach" })).toBeVisible();
  await expect(log(page).getByText("it speaks of workout")).toBeVisible();
  await expect(spoken(page, "helios")).toHaveCount(1);
  await untilIdle(page);

  await say(page, "What should I eat for breakfast?");
  await expect(log(page).getByText(/it speaks of eat, breakfast/)).toBeVisible();
  await expect(spoken(page, "ceres")).toHaveCount(1);
  await untilIdle(page);

  await log(page).getByRole("button", { name: "Why?" }).last().click();
  const considered = page.getByRole("dialog", { name: "Who was considered" });
  await expect(considered.getByRole("row", { name: /ceres/ })).toContainText("1.00");
  await expect(considered.getByRole("row", { name: /helios/ })).toContainText("0.00");
  await page.keyboard.press("Escape");

  await log(page).getByRole("button", { name: "Should have been…" }).last().click();
  await page.getByRole("menuitem", { name: /general$/ }).click();
  await expect(log(page).getByText("first it was ceres")).toBeVisible();
  await expect(spoken(page, "general")).toHaveCount(1);
  await expect(spoken(page, "ceres")).toHaveCount(0);
});

test("the research crew's five steps finish in the rail, and are there after a reload", async ({ page }) => {
  test.slow(); // Five agents write at the pace of a reader.
  await page.goto("/chat?workflow=research-crew");
  await composer(page).fill("How do heat pumps work in cold winters?");
  await composer(page).press("Enter");
  await page.waitForURL(/\/chat\/[\w:-]+$/);
  const steps = page.getByRole("complementary", { name: "State" }).getByRole("list", { name: "Steps" });
  const finished = steps.getByRole("listitem").filter({ hasText: "done" });
  await expect(finished).toHaveCount(5, { timeout: 120_000 });
  for (const [index, agent] of ["planner", "researcher", "writer", "critic", "writer"].entries()) {
    await expect(finished.nth(index)).toContainText(agent);
    await expect(finished.nth(index)).toContainText("tok");
  }
  await untilIdle(page);
  await page.reload();
  await expect(finished).toHaveCount(5);
  await expect(spoken(page, "critic")).toHaveCount(1);

  const rail = page.getByRole("complementary", { name: "State" });
  // Everybody counts what it took, and the workflow what all of them took.
  const agents = rail.getByRole("list", { name: "Agents" }).getByRole("listitem");
  await expect(agents).toHaveCount(6);
  for (const took of await agents.getByText(/\d steps? · /).allTextContents())
    expect(took).toMatch(/[1-9][\d.]*( k)? tok/);
  await rail.getByRole("button", { name: "Transcript of critic" }).click();
  await expect(
    page.getByRole("dialog", { name: /^critic/ }).getByRole("region", { name: "Message by critic" }),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await expectGoodLooks(page, "what a crew said");
});

test("in a debate it stands to whom each speaks, and why it was their turn", async ({ page }) => {
  await page.goto("/chat?workflow=debate");
  await say(page, "Should meetings be forbidden on Fridays?");
  await expect(log(page).getByText("Researcher: the first in turn")).toBeVisible();
  await expect(log(page).getByText("Critic to researcher: nobody else may speak after researcher")).toHaveCount(2);
  await expect(log(page).getByText("Researcher to critic: nobody else may speak after critic")).toBeVisible();
  await expect(spoken(page, "writer")).toContainText("To sum up");
});

test("a part of the work is delegated, something is kept on the board, and the conversation handed over", async ({
  page,
}) => {
  await page.goto("/chat");
  await say(page, "write tea at four on the board as tea");
  const rail = page.getByRole("complementary", { name: "State" });
  await expect(rail.getByRole("list", { name: "Board" })).toContainText("tea at four");
  await untilIdle(page);
  await say(page, "delegate to somebody for recipes: what is for dinner?");
  await expect(rail.getByRole("button", { name: "Transcript of ceres" })).toBeVisible();
  await untilIdle(page);
  await say(page, "hand this over to helios");
  await expect(log(page).getByText(/helios: the person asked for it/)).toBeVisible();
  await expect(spoken(page, "helios")).toContainText("Let us move!");
  await expect(page.getByRole("button", { name: "Who answers: helios" })).toBeVisible();
});

test("a workflow takes over a chat that is there, and an agent again", async ({ page }) => {
  await page.goto("/chat");
  await say(page, "Hello");
  await page.waitForURL(/\/chat\/[\w:-]+$/);
  await untilIdle(page);
  await page.getByRole("button", { name: "Who answers: general" }).click();
  await page
    .getByRole("list", { name: "Workflows" })
    .getByRole("button", { name: /^coach/ })
    .click();
  await expect(page.getByRole("button", { name: "Who answers: coach" })).toBeVisible();
  await say(page, "Plan a workout for me");
  await expect(spoken(page, "helios")).toHaveCount(1);
  await untilIdle(page);
  await page.getByRole("button", { name: "Who answers: coach" }).click();
  await page
    .getByRole("list", { name: "Agents" })
    .getByRole("button", { name: /^ceres/ })
    .click();
  await expect(page.getByRole("button", { name: "Who answers: ceres" })).toBeVisible();
  await say(page, "Plan a workout for me");
  await expect(spoken(page, "ceres")).toHaveCount(1);
});

test("a workflow is copied, written anew, put right where it does not fit, published, and gone back on", async ({
  page,
}) => {
  const name = `triage-${Date.now()}`;
  await page.goto("/workflows");
  await page.getByRole("searchbox", { name: "Search workflows" }).fill("support");
  await expect(page.getByRole("link", { name: "support-triage", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "coach", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Actions for support-triage" }).click();
  await page.getByRole("menuitem", { name: "Copy…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(`/workflows/${name}`);
  const outline = page.getByRole("list", { name: "Steps in order" });
  await expect(outline.getByRole("listitem").filter({ hasText: "billing-support" }).last()).toContainText("invoice");

  await page.getByRole("tab", { name: "Definition" }).click();
  const body = page.getByRole("textbox", { name: "Definition as JSON" });
  const router = (agents: string[], rules: { agent: string; keywords: string[] }[] = []) =>
    JSON.stringify({ how: { kind: "router", agents, rules, fallback: "general" } });
  await body.fill("{ nothing");
  await expect(page.getByText("This is not JSON yet")).toBeVisible();
  await body.fill(router(["ceres", "nobody-at-all"]));
  await expect(page.getByText("how.agents.1")).toBeVisible();
  await expect(page.getByText("how.fallback")).toBeVisible();
  await body.fill(router(["ceres", "general"]));
  await expect(page.getByText("how.agents.1")).toHaveCount(0);
  await expect(page.getByText("There are no test cases yet.")).toBeVisible();
  await page.getByRole("tab", { name: "Steps" }).click();
  await expect(outline.getByText("billing-support")).toHaveCount(0);
  await expect(outline.getByText("ceres").first()).toBeVisible();

  await page.getByRole("tab", { name: "Cases" }).click();
  for (const [message, agent] of [
    ["@ceres what is for lunch?", "ceres"],
    ["What is for dinner?", "ceres"],
  ] as const) {
    await page.getByRole("textbox", { name: "Message" }).fill(message);
    await page.getByRole("combobox", { name: "Should go to" }).selectOption(agent);
    await page.getByRole("button", { name: "Add the case" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: message })).toBeVisible();
  }
  await page.getByRole("button", { name: "Run again" }).click();
  await expect(page.getByText("1 of 2 right (50 %)")).toBeVisible();

  const publish = async () => {
    await page.getByRole("button", { name: "Publish…" }).click();
    const dialog = page.getByRole("dialog");
    const force = dialog.getByRole("checkbox", { name: /Publish although/ });
    await expect(dialog.getByRole("list", { name: "Checklist" })).toBeVisible();
    if (await force.isVisible()) {
      await force.check();
      await dialog.getByRole("textbox").fill("One case is known to fail.");
    }
    await dialog.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(dialog).toHaveCount(0);
  };
  await publish();
  await expect(page.getByText("v1", { exact: true })).toBeVisible();
  await page.getByRole("tab", { name: "Definition" }).click();
  await body.fill(router(["ceres", "general"], [{ agent: "ceres", keywords: ["dinner"] }]));
  await expect(page.getByRole("status", { name: "Draft" })).toHaveText("Draft saved");
  await publish();
  await page.getByRole("tab", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Roll back to version 1" }).click();
  await expect(page.getByText("v3", { exact: true })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Chat", exact: true }).click();
  await expect(page.getByRole("button", { name: `Who answers: ${name}` })).toBeVisible();
});

test("every workflow has its picture and its outline, which look good on a dark phone and a light desktop", async ({
  page,
}) => {
  test.slow();
  for (const name of ["coach", "research-crew", "debate", "translate-and-polish"]) {
    await page.goto(`/workflows/${name}`);
    await expect(page.getByRole("region", { name: `Picture of ${name}` })).toBeVisible();
    await expect(page.getByRole("list", { name: "Steps in order" }).getByRole("listitem").nth(2)).toBeVisible();
    await expectGoodLooks(page, name);
  }
});

/** What that agent has said to the end. */
function spoken(page: Page, agent: string) {
  return log(page).getByRole("article", { name: agent, exact: true }).and(page.locator(":not([aria-busy])"));
}
