import { expect, type Page, test } from "@playwright/test";
import { expectGoodLooks, onPhone } from "./looks.ts";

/** A name of its own for each run of a test on the same server. */
const newName = () => `coach-${Date.now().toString(36)}`;

async function makeFromTemplate(page: Page, name: string): Promise<void> {
  await page.goto("/agents");
  await page.getByRole("button", { name: "New agent" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New agent" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("radio", { name: /Data analyst/ }).check();
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page).toHaveURL(`/agents/${name}`);
}

async function publish(page: Page, note: string): Promise<void> {
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Publish / });
  await dialog.getByLabel("What changed").fill(note);
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(dialog).toBeHidden();
}

test("an agent is made from a template, tried, tested, published, changed, compared and rolled back", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const name = newName();
  await makeFromTemplate(page, name);
  const status = page.getByRole("status", { name: "Draft" });
  await expect(status).toHaveText("Draft saved");

  // Edited: kept as it is typed.
  await page.getByLabel("Description").fill("Reckons for us.");
  await expect(status).toHaveText("Not saved yet");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(status).toHaveText("Draft saved");

  // The draft is tried before anybody else can talk to it.
  const dock = page.getByRole("region", { name: "Try it" });
  await dock.getByRole("button", { name: "Start a chat" }).click();
  await dock.getByPlaceholder(/^Write to/).fill("What is 6*7?");
  await page.keyboard.press("Enter");
  await expect(dock.getByText(/42/).last()).toBeVisible();
  await expect(dock.getByText(/ tokens$/)).toBeVisible();

  // The exchange becomes a test case, and passes.
  await dock.getByRole("button", { name: "Save as test case" }).click();
  const asCase = page.getByRole("dialog", { name: "New test case" });
  await expect(asCase.getByLabel("Message")).toHaveValue("What is 6*7?");
  await asCase.getByLabel("Title").fill("Does sums");
  await asCase.getByLabel("What is expected").fill("42");
  await asCase.getByRole("button", { name: "Save the case" }).click();
  await page.getByRole("tab", { name: "Tests" }).click();
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.getByText("Passed")).toBeVisible();

  await publish(page, "The first one");
  await expect(status).toHaveText("As published");
  await expect(page.getByText("v1", { exact: true })).toBeVisible();

  // Changed, published again, compared, and rolled back.
  await page.getByRole("tab", { name: "Prompt" }).click();
  await page.getByLabel("Goal", { exact: true }).fill("Figures that anybody can check.");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(status).toHaveText("Draft saved");
  await expect(dock.getByText("The draft has changed since.")).toBeVisible();
  await publish(page, "Another goal");
  await expect(page.getByText("v2", { exact: true })).toBeVisible();
  await page.getByRole("tab", { name: "Versions" }).click();
  const versions = page.getByRole("list", { name: "Versions" });
  await expect(versions.getByRole("listitem")).toHaveCount(2);
  await page.getByLabel("From", { exact: true }).selectOption("Version 1");
  await page.getByLabel("with", { exact: true }).selectOption("Version 2");
  const differences = page.getByRole("list", { name: "What changes" });
  await expect(differences).toContainText("persona.goal");
  await expect(differences).toContainText("Figures that anybody can check.");
  await page.getByRole("button", { name: "Roll back to version 1" }).click();
  await expect(versions.getByRole("listitem")).toHaveCount(3);
  await expect(versions.getByRole("listitem").first()).toContainText("Rolled back to version 1.");
  await page.getByRole("tab", { name: "Prompt" }).click();
  await expect(page.getByLabel("Goal", { exact: true })).not.toHaveValue("Figures that anybody can check.");

  // Whoever talks to it now gets version 3.
  await page.goto(`/chat?agent=${name}`);
  await page.getByPlaceholder(`Write to ${name}…`).fill("What is 2*21?");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/42/).last()).toBeVisible();
});

test("only the editor scrolls, however much it shows", async ({ page, request }) => {
  const name = newName();
  const lines = (word: string) => Array.from({ length: 80 }, (_, number) => `${word} ${number}.`).join("\n");
  await request.post("/api/v1/agents", { data: { name, instructions: lines("Old") } });
  await request.put(`/api/v1/agents/${name}/draft`, { data: { instructions: lines("New") } });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`/agents/${name}`);
  await page.getByRole("tab", { name: "Versions" }).click();
  await expect(page.getByRole("list", { name: "What changes" })).toContainText("New 79.");
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(800);
});

test("agents are found, tagged and archived together", async ({ page, request }) => {
  const stem = newName();
  for (const each of ["a", "b"]) {
    await request.post("/api/v1/agents", { data: { name: `${stem}-${each}`, instructions: "Help." } });
  }
  await page.goto("/agents");
  await page.getByLabel("Search agents").fill(stem);
  await page.getByRole("button", { name: "Table" }).click();
  await page.getByLabel(`Select ${stem}-a`).check();
  await page.getByLabel(`Select ${stem}-b`).check();
  await page.getByLabel("Tag to add").fill(stem);
  await page.getByRole("button", { name: "Add tag" }).click();
  await page.getByLabel("Tag", { exact: true }).selectOption(stem);
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.getByLabel(`Select ${stem}-a`).check();
  await page.getByRole("button", { name: "Archive", exact: true }).click();
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByLabel("State").selectOption("Archived");
  await expect(page.getByRole("row", { name: new RegExp(`${stem}-a`) })).toBeVisible();
});

test("two editors do not overwrite each other", async ({ page, request }) => {
  const name = newName();
  await request.post("/api/v1/agents", { data: { name, instructions: "Help." } });
  await page.goto(`/agents/${name}`);
  await request.put(`/api/v1/agents/${name}/draft`, { data: { instructions: "Somebody else was here." } });
  await page.getByLabel("Description").fill("Mine");
  await expect(page.getByText(/changed by somebody else/)).toBeVisible();
  await page.getByRole("button", { name: "Load again" }).first().click();
  await page.getByRole("tab", { name: "Prompt" }).click();
  await expect(page.getByLabel("Instructions")).toHaveValue("Somebody else was here.");
});

test("each tab of the editor looks good, on a dark phone and a light desktop", async ({ page }) => {
  await onPhone(page);
  await page.goto("/agents/general");
  for (const tab of ["Config", "Prompt", "Tools", "Tests", "Versions", "Usage"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(page.getByRole("tabpanel", { name: tab })).not.toBeEmpty();
    await expectGoodLooks(page, tab);
  }
});
