import { expect, type Page, test } from "@playwright/test";
import { say } from "./chat-talk.ts";
import { expectGoodLooks, onPhone } from "./looks.ts";

/** Writes over what the editor holds, as a person would. */
async function write(page: Page, source: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: "Source" });
  await editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(source);
}

async function publish(page: Page, note: string): Promise<void> {
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Publish / });
  await dialog.getByLabel("What changed").fill(note);
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(dialog).toBeHidden();
}

test("a function is written, tested, published, given to an agent, called with approval, and rolled back", async ({
  page,
  request,
}) => {
  const made = await request.post("/api/v1/functions", {
    data: {
      name: "double-number",
      language: "typescript",
      description: "Doubles a number.",
      source: "export default ({ number }) => ({ doubled: number *",
      inputSchema: { type: "object", properties: { number: { type: "number" } }, required: ["number"] },
      approval: "always",
    },
  });
  expect(made.status()).toBe(201);

  await page.goto("/functions");
  await page.getByRole("link", { name: "double-number" }).click();
  await expect(page.getByText("Unexpected end of file")).toBeVisible();
  await write(
    page,
    "export default ({ number }, host) => {\n  host.log('doubling', number);\n  return { doubled: number * 2 };\n};\n",
  );
  await expect(page.getByText("Unexpected end of file")).toBeHidden();

  const dock = page.getByRole("region", { name: "Test" });
  await dock.getByLabel("number").fill("21");
  await dock.getByRole("button", { name: "Run" }).click();
  await expect(dock.getByTestId("result")).toContainText('"doubled": 42');
  await expect(dock.getByText("doubling 21")).toBeVisible();
  await dock.getByLabel("Name of the case").fill("Twenty-one");
  await dock.getByRole("button", { name: "Save as case" }).click();
  await expect(page.getByRole("tab", { name: "Cases (1)" })).toBeVisible();
  await publish(page, "First.");
  await expect(page.getByText("v1", { exact: true })).toBeVisible();

  // What breaks a case is not published.
  await write(page, "export default ({ number }) => ({ doubled: number * 3 });\n");
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish double-number" });
  await dialog.getByRole("button", { name: "Publish" }).click();
  await expect(dialog.getByRole("alert").getByText(/1 of 1 test cases fail/)).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await write(page, "export default ({ number }) => ({ doubled: number + number });\n");
  await publish(page, "Adds instead.");
  await expect(page.getByText("v2", { exact: true })).toBeVisible();

  const agent = await request.post("/api/v1/agents", {
    data: { name: "doubler", instructions: "Double what you are given.", tools: ["double-number"] },
  });
  expect(agent.status()).toBe(201);
  const session = (await (await request.post("/api/v1/sessions", { data: { agent: "doubler" } })).json()) as {
    id: string;
  };
  await page.goto(`/chat/${session.id}`);
  await say(page, "Please use double-number with 8");
  await page.getByRole("button", { name: "Approve", exact: true }).first().click();
  await expect
    .poll(async () =>
      JSON.stringify(await (await request.get("/api/v1/function-executions?function=double-number")).json()),
    )
    .toContain(session.id);
  const { items } = (await (
    await request.get("/api/v1/function-executions?function=double-number&outcome=done")
  ).json()) as {
    items: { version: number; sessionId: string | null; result: unknown }[];
  };
  expect(items[0]).toMatchObject({ version: 2, sessionId: session.id, result: { doubled: 16 } });
  await expect(page.getByText("double-number").first()).toBeVisible();

  await page.goto("/functions/double-number");
  await page.getByRole("tab", { name: "Usage" }).click();
  await expect(page.getByRole("link", { name: "agent doubler" })).toBeVisible();
  await page.getByRole("tab", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Compare version 1 with the draft" }).click();
  await expect(page.getByRole("heading", { name: "Version 1 and the draft" })).toBeVisible();
  await page.getByRole("button", { name: "Roll back to version 1" }).click();
  await expect(page.getByText("v3", { exact: true }).first()).toBeVisible();
  await page.getByRole("tab", { name: "Code" }).click();
  await expect(page.getByRole("textbox", { name: "Source" })).toContainText("doubling");
});

test("what is being written is kept: through a reload, the way back, and beside a version that is published again", async ({
  page,
  request,
}) => {
  const name = "kept-in-the-making";
  await request.post("/api/v1/functions", { data: { name, source: "export default () => 1;\n", publish: true } });
  await request.put(`/api/v1/functions/${name}?draft=true`, { data: { source: "export default () => 2;\n" } });
  await request.post(`/api/v1/functions/${name}/publish`, { data: {} });
  await page.goto("/functions");
  await page.getByRole("link", { name }).click();
  await write(page, "export default () => 3;\n");
  await page.reload();
  const source = page.getByRole("textbox", { name: "Source" });
  await expect(source).toContainText("=> 3");
  await expect(page.getByRole("status", { name: "Draft" })).toHaveText("Draft saved");
  await write(page, "export default () => 4;\n");
  await page.goBack();
  await expect(page).toHaveURL(/\/functions$/);
  await page.getByRole("link", { name }).click();
  await expect(source).toContainText("=> 4");

  await write(page, "export default () => 5;\n");
  await page.getByRole("tab", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Roll back to version 1" }).click();
  await expect(page.getByText("v3", { exact: true }).first()).toBeVisible();
  await page.getByRole("tab", { name: "Code" }).click();
  await expect(source).toContainText("=> 5");

  // Somebody else writes too: nobody overwrites what they have not seen.
  await request.put(`/api/v1/functions/${name}/draft`, { data: { source: "export default () => 6;\n" } });
  await write(page, "export default () => 7;\n");
  await expect(page.getByText(/was changed by somebody else/)).toBeVisible();
  await page.getByRole("button", { name: "Load again" }).first().click();
  await expect(source).toContainText("=> 6");
});

test("a template is used, fails with its line, and says so", async ({ page }) => {
  await page.goto("/functions");
  await page.getByRole("button", { name: "Use the template text-statistics" }).click();
  await expect(page).toHaveURL(/\/functions\/text-statistics/);
  await page.getByRole("tab", { name: /^Cases/ }).click();
  await page.getByRole("button", { name: "Run all cases" }).click();
  await expect(page.getByRole("list", { name: "Cases" }).getByText("passed")).toBeVisible();
  await page.getByRole("tab", { name: "Code" }).click();
  await write(page, "export default () => {\n  return (undefined as any).x;\n};\n");
  const dock = page.getByRole("region", { name: "Test" });
  await dock.getByLabel("text").fill("Some words.");
  await dock.getByRole("button", { name: "Run" }).click();
  await expect(dock.getByText("type at line 2")).toBeVisible();
});

test("the pages of functions look good, on a dark phone and a light desktop", async ({ page, request }) => {
  const name = "well-looking";
  await request.post("/api/v1/functions", { data: { name, source: "export default (input) => input;\n" } });
  await onPhone(page);
  await page.goto("/functions");
  await expect(page.getByRole("link", { name })).toBeVisible();
  await expectGoodLooks(page, "the list");
  await page.goto(`/functions/${name}`);
  await expect(page.getByRole("textbox", { name: "Source" })).toBeVisible();
  await expectGoodLooks(page, "the code");
  for (const tab of ["Schemas", "Settings", "Cases", "Versions", "Usage"]) {
    await page.getByRole("tab", { name: new RegExp(tab) }).click();
    await expectGoodLooks(page, tab);
  }
});
