import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { axeFindings } from "./axe-findings.ts";
import { composer, log, untilIdle } from "./chat-talk.ts";
import { expectGoodLooks, onPhone } from "./looks.ts";

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

test("the same graph is built in the list, by keyboard alone", async ({ page }) => {
  const name = newName("listed");
  await begin(page, name);
  const press = async (button: Locator) => {
    await button.focus();
    await page.keyboard.press("Enter");
  };
  await press(page.getByRole("button", { name: "List", exact: true }));
  const steps = outline(page).locator("> li");
  await expect(steps).toHaveCount(3);

  // Added into the way on, where one goes on with its settings.
  await press(outline(page).getByRole("button", { name: "Add a step after Answer" }));
  await page.getByRole("menuitem", { name: "agent", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(steps).toHaveCount(4);
  const added = steps.nth(2);
  await expect(added.getByRole("button", { name: "Settings of Step" })).toBeFocused();
  await added.getByRole("textbox", { name: "Title" }).focus();
  await page.keyboard.type("Check");
  await expect(added.getByRole("button", { name: "Settings of Check" })).toBeVisible();
  const agent = added.getByRole("combobox", { name: "Agent" });
  await agent.focus();
  await page.keyboard.type("critic");
  await expect(agent).toHaveValue("critic");
  await expect(added).toContainText("Then: Done");
  await expect(steps.nth(1)).toContainText("Then: Check");
  await fine(page);

  // A loop is told what it lacks, and gets it.
  await press(added.getByRole("button", { name: "Add a step after Check" }));
  await page.getByRole("menuitem", { name: "loop", exact: true }).focus();
  await page.keyboard.press("Enter");
  const loop = steps.nth(3);
  await expect(loop).toContainText('needs a way with the label "again"');
  const to = loop.getByRole("combobox", { name: "Connect Rounds to" });
  await to.focus();
  await page.keyboard.type("Answer");
  await press(loop.getByRole("button", { name: "Connect", exact: true }));
  await expect(loop).toContainText("Then: Done (done) · Answer (again)");
  await fine(page);

  // A way is closed again, a step moved and one taken out; all of it comes back, step by step.
  await press(loop.getByRole("button", { name: "Delete the way from Rounds to Answer" }));
  await expect(loop).toContainText('needs a way with the label "again"');
  await press(loop.getByRole("button", { name: "Move Rounds up" }));
  await expect(steps.nth(2)).toContainText("Rounds");
  await press(outline(page).getByRole("button", { name: "Delete Rounds" }));
  await expect(steps).toHaveCount(4);
  await expect(steps.nth(2)).toContainText("Then: Done");
  await fine(page);
  await page.getByRole("button", { name: "Settings of Done" }).focus();
  for (let count = 0; count < 3; count++) await page.keyboard.press("ControlOrMeta+z");
  await expect(loop).toContainText("Then: Done (done) · Answer (again)");
  for (let count = 0; count < 3; count++) await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(steps).toHaveCount(4);

  // Called otherwise, wherever it is spoken of.
  await press(steps.nth(1).getByRole("button", { name: "Settings of Answer" }));
  await press(steps.nth(1).locator("summary").filter({ hasText: "More settings" }));
  const called = steps.nth(1).getByRole("textbox", { name: "Name", exact: true });
  await called.fill("Not a name");
  await expect(steps.nth(1).getByText("It must begin with a letter")).toBeVisible();
  await called.fill("first");
  await page.keyboard.press("Enter");
  await expect(steps.first()).toContainText("Then: Answer");
  await saved(page);

  // Both views are one state.
  await press(page.getByRole("button", { name: "Graph", exact: true }));
  await expect(drawn(page, "Check, agent")).toBeVisible();
  await expect(canvas(page).getByRole("group", { name: "Way from Answer to Check" })).toBeVisible();

  await publish(page);
  await page.goto(`/chat?workflow=${name}`);
  await composer(page).fill("What is 6*7?");
  await composer(page).press("Enter");
  const rail = page.getByRole("complementary", { name: "State" });
  await expect(rail.getByRole("list", { name: "Steps" }).getByRole("listitem").filter({ hasText: "done" })).toHaveCount(
    2,
  );
});

test("a workflow goes out as a file with what it needs, and comes back from it", async ({ page }) => {
  await page.goto("/workflows/debate");
  await page.getByRole("tab", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export with all that it needs" }).click();
  const text = await readFile(await (await coming).path(), "utf8");
  const bundle = JSON.parse(text);
  expect(bundle.workflows.map((each: { name: string }) => each.name)).toEqual(["debate"]);
  expect(bundle.agents.map((each: { name: string }) => each.name).sort()).toEqual(["critic", "researcher", "writer"]);

  const name = newName("brought");
  const brought = { format: "troupe-bundle", version: 1, workflows: [{ ...bundle.workflows[0], name }] };
  await page.goto("/workflows");
  const dialog = page.getByRole("dialog", { name: "Import a.json" });
  const file = (content: string) => ({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(content) });
  const input = page.getByLabel("File to import");
  await input.setInputFiles(file("{ nothing"));
  await expect(page.getByText("It is not JSON.").first()).toBeVisible();
  await input.setInputFiles(file(JSON.stringify(brought)));
  await expect(dialog.getByRole("list", { name: "What would happen" })).toContainText(name);
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Take over" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("region", { name: `Picture of ${name}; the list below says the same` })).toBeVisible();
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
  await onPhone(page);
  await page.goto("/workflows/review-loop");
  await expect(drawn(page, "Review, agent")).toBeVisible();
  await page.getByRole("button", { name: "List", exact: true }).click();
  await outline(page).getByRole("button", { name: "Settings of Verdict" }).click();
  await expectGoodLooks(page, "the editor");
});
