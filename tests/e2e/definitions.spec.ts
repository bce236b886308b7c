import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { axeFindings } from "./axe-findings.ts";
import { composer, log, say } from "./chat-talk.ts";

/** A name of its own for each run of a test on the same server. */
const newName = (stem: string) => `${stem}-${Date.now().toString(36)}`;
const shot = process.env.LOOK_INTO;

async function look(page: import("@playwright/test").Page, name: string): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
  if (shot) await page.screenshot({ path: join(shot, `${name}.png`) });
}

test("a bundle is looked at before it is taken over, and what is here becomes a file", async ({ page, request }) => {
  const name = newName("poet");
  const bundle = {
    format: "troupe-bundle",
    version: 1,
    agents: [
      { name, body: { instructions: "Answer in verse.", tools: [{ name: "calculate", approval: "never" }] } },
      { name: `${name}-odd`, body: { instructions: 7 } },
    ],
  };
  await page.goto("/agents");
  const choose = async (text: string) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Import…" }).click();
    await (await chooser).setFiles({ name: "poets.json", mimeType: "application/json", buffer: Buffer.from(text) });
  };
  const notifications = page.getByRole("region", { name: "Notifications" });
  await choose("no JSON");
  await expect(notifications.getByText("poets.json cannot be imported")).toBeVisible();
  await choose(JSON.stringify(bundle));
  const dialog = page.getByRole("dialog", { name: "Import poets.json" });
  const steps = dialog.getByRole("list", { name: "What would happen" });
  await expect(steps.getByText("new", { exact: true })).toBeVisible();
  await expect(steps.getByText("not taken over")).toBeVisible();
  await steps.getByText(name, { exact: true }).click();
  await expect(dialog.getByText("Answer in verse.")).toBeVisible();
  await look(page, "import");
  await dialog.getByRole("button", { name: "Take over" }).click();
  await expect(notifications.getByText("1 taken over, 1 refused")).toBeVisible();
  const { tools, state } = await (await request.get(`/api/v1/agents/${name}`)).json();
  expect({ tools, state }).toEqual({ tools: [{ name: "calculate" }], state: "draft" });

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  expect((await download).suggestedFilename()).toBe("troupe-agents.json");
});

test("conditions of an approval are written, and hold", async ({ page, request }) => {
  const name = newName("careful");
  await request.post("/api/v1/agents", {
    data: { name, instructions: "Use your tools.", models: ["demo/demo"], tools: ["calculate"] },
  });
  await page.goto(`/agents/${name}`);
  await page.getByRole("tab", { name: "Tools" }).click();
  await page.getByLabel("Approval for calculate").selectOption("Asks under conditions");
  await page.getByLabel("calculate: argument of condition 1").fill("expression");
  await page.getByLabel("calculate: comparison of condition 1").selectOption("contains");
  await page.getByLabel("calculate: value of condition 1").fill("*");
  await page.getByRole("button", { name: "Add a condition" }).click();
  await page.getByRole("button", { name: "calculate: remove condition 2" }).click();
  await look(page, "conditions");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByRole("status", { name: "Draft" })).toHaveText("Draft saved");
  await page.reload();
  await page.getByRole("tab", { name: "Tools" }).click();
  await expect(page.getByLabel("calculate: value of condition 1")).toHaveValue("*");
  expect((await request.post(`/api/v1/agents/${name}/publish`, { data: {} })).ok()).toBe(true);
  const { id } = await (await request.post("/api/v1/sessions", { data: { agent: name } })).json();
  await page.goto(`/chat/${id}`);
  await say(page, "What is 6*7?");
  await expect(page.getByText("You are asked because expression contains *.")).toBeVisible();
});

test("what fails its cases is published with a note that says why, and what is wrong is not", async ({
  page,
  request,
}) => {
  const name = newName("failing");
  await request.post("/api/v1/agents", {
    data: { name, instructions: "Help.", models: ["demo/demo"], publish: false },
  });
  await request.post(`/api/v1/agents/${name}/cases`, {
    data: { title: "Says xyzzy", message: "Hello", expect: [{ is: "contains", text: "xyzzy" }] },
  });
  await page.goto(`/agents/${name}`);
  await page.getByRole("tab", { name: "Config" }).click();
  await page.getByLabel("Description").fill("Fails.");
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: `Publish ${name}` });
  const publish = dialog.getByRole("button", { name: "Publish", exact: true });
  // Nobody has run the case yet: it is run now, and then it may be overruled.
  await publish.click();
  await expect(dialog.getByRole("alert")).toContainText("1 of 1 test cases fail");
  const force = dialog.getByRole("checkbox", { name: /Publish although test cases fail/ });
  await expect(force).toBeVisible();
  await expect(publish).toBeDisabled();
  await force.check();
  await publish.click();
  await expect(dialog.getByText("Say here why it is published although test cases fail.")).toBeVisible();
  await look(page, "publish");
  await dialog.getByLabel("What changed").fill("It is known.");
  await publish.click();
  await expect(dialog).toBeHidden();

  await request.put(`/api/v1/agents/${name}/draft`, { data: { instructions: "Help.", tools: ["no-such-tool"] } });
  await page.reload();
  await page.getByRole("button", { name: "Publish…" }).click();
  await expect(dialog.getByText("What is in the way must be mended before it can be published.")).toBeVisible();
  await expect(publish).toBeDisabled();
  await expect(force).toHaveCount(0);
});

test("an agent's suggestions begin a chat with it", async ({ page, request }) => {
  const name = newName("greeter");
  await request.post("/api/v1/agents", {
    data: {
      name,
      description: "Greets.",
      instructions: "Greet.",
      models: ["demo/demo"],
      suggestions: ["Greet the moon"],
    },
  });
  await page.goto(`/chat?agent=${name}`);
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await look(page, "suggestions");
  await page.getByRole("button", { name: "Greet the moon" }).click();
  await expect(log(page).getByText("Greet the moon").first()).toBeVisible();
  await expect(log(page).getByRole("article", { name })).toBeVisible();
});

test("what a function did is undone where it is seen", async ({ page, request }) => {
  const [undo, work, name] = [newName("undo"), newName("do-it"), newName("doer")];
  const source = "export default () => ({ ok: true });\n";
  await request.post("/api/v1/functions", { data: { name: undo, source, publish: true } });
  await request.post("/api/v1/functions", { data: { name: work, source, compensate: undo } });
  for (const each of [undo, work]) await request.post(`/api/v1/functions/${each}/publish`, { data: { note: "" } });
  await request.post("/api/v1/agents", {
    data: { name, instructions: "Use your tools.", models: ["demo/demo"], tools: [{ name: work, approval: "never" }] },
  });
  const { id } = await (await request.post("/api/v1/sessions", { data: { agent: name } })).json();
  await page.goto(`/chat/${id}`);
  await say(page, `Please use ${work} now`);
  await log(page).getByRole("article", { name }).first().locator("summary").first().click();
  const button = page.getByRole("button", { name: `Undo with ${undo}` });
  await expect(button).toBeVisible();
  await look(page, "undo");
  const { items } = await (await request.get(`/api/v1/function-executions?function=${work}`)).json();
  await page.goto(`/runs/${items[0].runId}`);
  await button.click();
  await look(page, "undo-run");
  await page.getByRole("alertdialog").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone", { exact: true }).first()).toBeVisible();
  const { items: after } = await (await request.get(`/api/v1/function-executions?function=${work}`)).json();
  expect(after[0].compensatedBy).toEqual(expect.any(String));
});

test("a tool that an agent asks for is granted for as long as the person chooses", async ({ page, request }) => {
  const name = newName("asker");
  await request.post("/api/v1/agents", {
    data: { name, instructions: "Ask.", models: ["demo/demo"], tools: ["request_tool"] },
  });
  const { id } = await (await request.post("/api/v1/sessions", { data: { agent: name } })).json();
  await page.goto(`/chat/${id}`);
  await say(page, 'Please use request_tool for "calculate"');
  const card = page.getByRole("group", { name: `${name} asks for calculate` });
  await card.getByRole("radio", { name: "Until a day, in every conversation" }).check();
  await card.getByRole("button", { name: "Grant", exact: true }).click();
  await expect(card.getByText("Choose a day within a year.")).toBeVisible();
  await look(page, "grant");
  await card.getByRole("radio", { name: "In this conversation" }).check();
  await card.getByRole("button", { name: "Grant", exact: true }).click();
  await expect(card).toHaveCount(0);
  await expect
    .poll(async () => JSON.stringify(await (await request.get(`/api/v1/sessions/${id}/events`)).json()))
    .toContain('"granted":{"tool":"calculate","scope":"session"}');
});

test("an MCP server asks in the middle of its call, and gets the person's answer", async ({ page, request }) => {
  const [server, name] = [newName("odd"), newName("sizer")];
  const args = [join(process.cwd(), "tests/mcp/odd-server.mjs")];
  const transport = { type: "stdio", command: process.execPath, args };
  await request.post("/api/v1/mcp-servers", { data: { name: server, transport, approval: "never" } });
  await request.post("/api/v1/agents", {
    data: { name, instructions: "Use it.", models: ["demo/demo"], tools: [`mcp_${server}_ask`] },
  });
  const { id } = await (await request.post("/api/v1/sessions", { data: { agent: name } })).json();
  await page.goto(`/chat/${id}`);
  await composer(page).fill(`Please use mcp_${server}_ask now`);
  await composer(page).press("Enter");
  const card = page.getByRole("group", { name: `${server} asks: Which size?` });
  await card.getByLabel("size").fill("3");
  await look(page, "elicitation");
  await card.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(card).toHaveCount(0);
  await expect
    .poll(async () => JSON.stringify(await (await request.get(`/api/v1/sessions/${id}/events`)).json()))
    .toContain('\\"action\\":\\"accept\\"');
  await request.delete(`/api/v1/mcp-servers/${server}`);
});
