import { expect, type Locator, type Page, test } from "@playwright/test";
import { axeFindings } from "./axe-findings.ts";
import { composer, log, untilIdle } from "./chat-talk.ts";

test.describe.configure({ timeout: 180_000 });

const newName = (stem: string) => `${stem}-${Date.now().toString(36)}`;
const canvas = (page: Page) => page.getByRole("application", { name: /^Graph of / });
const drawn = (page: Page, name: string) => canvas(page).getByRole("group", { name, exact: true });
const outline = (page: Page) => page.getByRole("list", { name: "Steps in order" });
const saved = (page: Page) => expect(page.getByRole("status", { name: "Draft" })).toHaveText("Draft saved");
const fine = (page: Page) => expect(page.getByText("Nothing stands in the way of publishing.").first()).toBeVisible();

async function begin(page: Page, name: string): Promise<void> {
  await page.goto("/workflows");
  await page.getByRole("button", { name: "New workflow" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New workflow" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("radio", { name: /^A blank graph/ }).check();
  await dialog.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(`/workflows/${name}`);
}

async function addByMouse(page: Page, kind: string): Promise<void> {
  await page.getByRole("button", { name: "Add a step", exact: true }).click();
  await page.getByRole("menuitem", { name: kind, exact: true }).click();
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.hover();
  await page.mouse.down();
  await to.hover();
  await to.hover();
  await page.mouse.up();
}

async function publish(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Publish / });
  await expect(dialog.getByRole("list", { name: "Checklist" })).toBeVisible();
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

test("a graph is built with the mouse, tried as a draft, and watched while it runs", async ({ page }) => {
  const name = newName("drawn");
  await begin(page, name);
  await expect(drawn(page, "Answer, agent")).toBeVisible();
  await fine(page);

  // A step that nothing leads to says so where it stands, until it is connected.
  await addByMouse(page, "agent");
  const lost = drawn(page, "Step, agent, 1 thing in the way");
  await expect(lost).toBeVisible();
  const settings = page.getByRole("region", { name: "Settings of Step" });
  await expect(settings.getByText('Nothing leads to the step "step"')).toBeVisible();
  await settings.getByRole("textbox", { name: "Title" }).fill("Check");
  await page
    .getByRole("region", { name: "Settings of Check" })
    .getByRole("combobox", { name: "Agent" })
    .selectOption("critic");
  await page
    .getByRole("region", { name: "Settings of Check" })
    .getByRole("textbox", { name: "Task" })
    .fill("Say in one sentence whether this is right: {{ last }}");
  const check = drawn(page, "Check, agent, 1 thing in the way");
  await drag(page, drawn(page, "Answer, agent").locator(".source"), check.locator(".target"));
  await expect(drawn(page, "Check, agent")).toBeVisible();
  await expect(canvas(page).getByRole("group", { name: "Way from Answer to Check" })).toBeVisible();
  await drag(page, drawn(page, "Check, agent").locator(".source"), drawn(page, "Done, end").locator(".target"));
  await expect(canvas(page).getByRole("group", { name: "Way from Check to Done" })).toBeVisible();
  await fine(page);

  // The way that goes past the check is taken out, comes back, and goes again.
  const past = canvas(page).getByRole("group", { name: "Way from Answer to Done" });
  await past.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Delete");
  await expect(past).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(past).toHaveCount(1);
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(past).toHaveCount(0);
  await saved(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: test.info().outputPath(`drawn-${colorScheme}.png`), fullPage: true });
    expect(await axeFindings(page)).toEqual([]);
  }

  // The dock talks to the draft: nothing is published yet.
  await page.getByRole("button", { name: "Try it", exact: true }).click();
  const dock = page.getByRole("region", { name: "Try it" });
  await dock.getByRole("button", { name: "Start a chat" }).click();
  await dock.getByPlaceholder(/^Write to/).fill("What is 6*7?");
  await page.keyboard.press("Enter");
  await dock.getByText("Steps and board").click();
  const steps = dock.getByRole("list", { name: "Steps" });
  await expect(steps.getByRole("listitem").filter({ hasText: "done" })).toHaveCount(2);
  await expect(steps.getByRole("listitem").nth(1)).toContainText("Check");
  const picture = dock.getByRole("region", { name: `Picture of ${name}; the list of steps says the same` });
  await expect(picture.locator('[data-node="step"][data-status="done"]')).toBeVisible();
  await expect(picture.locator("[data-taken]")).toHaveCount(3);
  await page.screenshot({ path: test.info().outputPath("tried.png"), fullPage: true });

  // And the published one in a chat, whose rail shows the same picture.
  await publish(page);
  await page.goto(`/chat?workflow=${name}`);
  await composer(page).fill("What is 6*7?");
  await composer(page).press("Enter");
  await page.waitForURL(/\/chat\/[\w:-]+$/);
  const rail = page.getByRole("complementary", { name: "State" });
  await expect(rail.locator('[data-node="done"][data-status="done"]')).toBeVisible();
  await expect(rail.locator('[data-node="answer"]')).toContainText("tok");
  await expect(rail.locator("[data-taken]")).toHaveCount(3);
  await untilIdle(page);
  await expect(log(page).getByRole("article", { name: "critic", exact: true })).toHaveCount(1);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: test.info().outputPath(`rail-${colorScheme}.png`) });
    expect(await axeFindings(page)).toEqual([]);
  }
});

test("the others are edited in forms, and a chain turns into a graph", async ({ page, request }) => {
  const name = newName("chained");
  await request.post("/api/v1/workflows/translate-and-polish/copy", { data: { name } });
  await page.goto(`/workflows/${name}`);
  await page.getByRole("tab", { name: "Settings" }).click();
  const steps = page.getByRole("list", { name: "Steps", exact: true }).locator("> li");
  await expect(steps).toHaveCount(2);
  await steps.first().getByRole("button", { name: "Add a step after Translate" }).click();
  await page.getByRole("menuitem", { name: "Person" }).click();
  await expect(steps).toHaveCount(3);
  await steps.nth(1).getByRole("textbox", { name: "Question" }).fill("Is it good so far?");
  await steps.nth(1).getByRole("button", { name: "Move Person down" }).click();
  await expect(steps.nth(2)).toContainText("Person");
  await steps.nth(2).getByRole("button", { name: "Delete Person" }).click();
  await expect(steps).toHaveCount(2);
  await page.getByRole("button", { name: "Turn into a graph" }).click();
  await page.getByRole("tab", { name: "Steps" }).click();
  await expect(drawn(page, "Translate, agent")).toBeVisible();
  await fine(page);
  await saved(page);

  const team = newName("team");
  await request.post("/api/v1/workflows/research-crew/copy", { data: { name: team } });
  await page.goto(`/workflows/${team}`);
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByRole("combobox", { name: "The tasks are done" }).selectOption("hierarchical");
  await expect(page.getByText("A hierarchical crew needs a manager").first()).toBeVisible();
  await page.getByRole("combobox", { name: "Manager" }).selectOption("planner");
  await fine(page);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("tab", { name: "Steps" }).click();
  await expect(outline(page).getByRole("listitem").first()).toContainText("Gives out the tasks");
});

test("a narrow screen has the whole editor", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto("/workflows/review-loop");
  await expect(drawn(page, "Review, agent")).toBeVisible();
  await page.getByRole("button", { name: "List", exact: true }).click();
  await outline(page).getByRole("button", { name: "Settings of Verdict" }).click();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: test.info().outputPath(`narrow-${colorScheme}.png`), fullPage: true });
    expect(await axeFindings(page)).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
