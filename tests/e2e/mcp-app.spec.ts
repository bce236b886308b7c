import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { axeFindings } from "./axe-findings.ts";
import { log, say, untilIdle } from "./chat-talk.ts";

const program = join(process.cwd(), "tests/mcp/app-server.mjs");

/** Counts who comes. */
async function farSide() {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url ?? "");
    response.setHeader("access-control-allow-origin", "*");
    response.end("here");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, seen, close: () => server.close() };
}

/** A chat in which the tool of that app was used. */
async function showApp(page: Page, request: APIRequestContext, tool: string, far: string): Promise<void> {
  const name = `apps-${tool}`;
  const transport = { type: "stdio", command: process.execPath, args: [program, far] };
  const made = await request.post("/api/v1/mcp-servers", { data: { name, transport } });
  if (made.status() === 409) await request.patch(`/api/v1/mcp-servers/${name}`, { data: { transport } });
  const called = `mcp_${name}_${tool}`;
  await request.post("/api/v1/agents", {
    data: { name, instructions: "Use your tools.", models: ["demo/demo"], tools: [called] },
  });
  const { id } = await (await request.post("/api/v1/sessions", { data: { agent: name } })).json();
  await page.goto(`/chat/${id}`);
  await say(page, `Use ${called} please`);
  await expect(log(page).locator("iframe")).toBeVisible();
  await untilIdle(page);
}

test("an app of an MCP server is told what its tool gave, grows, and reaches out only with a person's yes", async ({
  page,
  request,
}) => {
  const far = await farSide();
  await showApp(page, request, "forecast", far.url);
  const app = page.frameLocator("iframe");
  await expect(app.getByRole("heading", { name: "Weather" })).toBeVisible();
  const told = app.locator("#told");
  await expect(told).toContainText('"degrees":21');
  await expect(told).toContainText('"hostInfo":{"name":"troupe"');
  // What looks like a binding in its data is data.
  await expect(told).toContainText('"odd":{"$bind":"/session/title"}');
  await expect(log(page).locator("iframe")).toHaveCSS("height", "260px");
  expect(await axeFindings(page)).toEqual([]);

  await app.getByRole("button", { name: "Call" }).click();
  await expect(told).toContainText('"5":{"jsonrpc":"2.0","id":5,"error":{"code":-32601');
  await app.getByRole("button", { name: "Script" }).click();
  await expect(told).toContainText("Only web addresses are opened.");
  await app.getByRole("button", { name: "Open" }).click();
  await expect(page.getByRole("link", { name: "Open", exact: true })).toHaveAttribute(
    "href",
    "https://weather.example/rome",
  );
  await page.getByRole("button", { name: "No", exact: true }).click();
  await expect(told).toContainText("The person said no.");
  await app.getByRole("button", { name: "Tell" }).click();
  await page.getByRole("button", { name: "Tell it" }).click();
  await expect(
    log(page)
      .getByText(/The app of apps-forecast says: It rains\./)
      .first(),
  ).toBeVisible();
  await expect(told).toContainText('"2":{"jsonrpc":"2.0","id":2,"result":{}}');

  await page.reload();
  await expect(page.frameLocator("iframe").locator("#told")).toContainText('"degrees":21');
  expect(far.seen).toEqual([]);
  far.close();
});

test("an app that tries to reach out, to read the page and to lead it away gets nowhere", async ({ page, request }) => {
  const far = await farSide();
  await showApp(page, request, "burgle", far.url);
  const app = page.frameLocator("iframe");
  await expect(app.getByText("All tried.")).toBeVisible();
  const tried = JSON.parse((await app.locator("#tried").textContent()) ?? "{}");
  const { beacon: _queued, top: _silent, form: _blocked, ...rest } = tried;
  for (const [name, outcome] of Object.entries(rest))
    expect([name, outcome]).toEqual([name, expect.stringMatching(/^refused: /)]);
  expect(Object.keys(tried)).toHaveLength(12);
  await expect(page).toHaveURL(/\/chat\//);
  expect(page.context().pages()).toHaveLength(1);
  expect(far.seen).toEqual([]);
  far.close();
});

test("an app that leads its own frame elsewhere arrives nowhere", async ({ page, request }) => {
  const far = await farSide();
  const refused = page.waitForEvent("console", (message) => /frame-src|default-src/.test(message.text()));
  await showApp(page, request, "elope", far.url);
  await refused;
  expect(far.seen).toEqual([]);
  far.close();
});
