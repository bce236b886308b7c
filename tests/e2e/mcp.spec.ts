import { join } from "node:path";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { testLooks } from "./looks.ts";

const everything = join(process.cwd(), "node_modules/@modelcontextprotocol/server-everything/dist/index.js");
const transport = { type: "stdio", command: process.execPath, args: [everything, "stdio"] };

async function addServer(request: APIRequestContext, name: string, more: object = {}): Promise<void> {
  const answer = await request.post("/api/v1/mcp-servers", { data: { name, transport, ...more } });
  // Another try of the same test may have added it.
  expect([201, 409]).toContain(answer.status());
}

const card = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });

test("a server is added, its tool is renamed and tried, given to an agent, approved in the chat, and the server removed", async ({
  page,
  request,
}) => {
  await page.goto("/tools/mcp");
  await page.getByRole("button", { name: "Add a server" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("whole-way");
  await dialog.getByLabel("How it is reached").selectOption("stdio");
  await dialog.getByLabel("Program").selectOption(process.execPath);
  await dialog.getByLabel("Arguments").fill(`${everything}\nstdio`);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const server = card(page, "whole-way");
  await expect(server.getByText("Connected", { exact: true })).toBeVisible();

  await server.getByText(/^\d+ tools$/).click();
  await server.getByLabel("What agents call echo").fill("echo_back");
  await server.getByRole("button", { name: "Save the name of echo" }).click();
  await server.getByLabel("When echo needs a yes").selectOption("always");
  await expect(server.getByRole("link", { name: "Try it: echo" })).toHaveAttribute("href", "/tools/echo_back");
  await server.getByRole("link", { name: "Try it: echo" }).click();

  await expect(page.getByRole("heading", { name: "echo_back" })).toBeVisible();
  await expect(page.getByText("Asks each time")).toBeVisible();
  await page.getByLabel(/^message/).fill("hello from the console");
  await page.getByRole("button", { name: "Call", exact: true }).click();
  await expect(page.getByRole("status").getByText("Echo: hello from the console")).toBeVisible();

  await request.post("/api/v1/agents", {
    data: { name: "echoer", instructions: "Use your tools.", models: ["demo/demo"], tools: ["echo_back"] },
  });
  const session = (await (await request.post("/api/v1/sessions", { data: { agent: "echoer" } })).json()) as {
    id: string;
  };
  await page.goto(`/chat/${session.id}`);
  await page.getByRole("textbox", { name: /message/i }).fill("Use echo_back please");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Approve", exact: true }).first().click();
  await expect(page.getByText("Echo: Use echo_back please").first()).toBeAttached();

  await page.goto("/tools/mcp");
  await page.getByRole("button", { name: "Remove whole-way" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(card(page, "whole-way")).toHaveCount(0);
});

test("a server that does not work says why, and its last words can be read", async ({ page, request }) => {
  await addServer(request, "broken", { transport: { ...transport, args: ["/nowhere/at-all.js"] } });
  await page.goto("/tools/mcp");
  const server = card(page, "broken");
  await expect(server.getByText("Not connected", { exact: true })).toBeVisible();
  await server.getByText("Log", { exact: true }).click();
  await server.getByRole("button", { name: "Show the last lines" }).click();
  await expect(server.getByText(/Cannot find module/)).toBeVisible();
});

test("a person's rule about a tool is kept, and shown in the list", async ({ page }) => {
  await page.goto("/tools/current_time");
  await page.getByLabel("What you allow", { exact: true }).selectOption("deny");
  await expect(page.getByLabel("What you allow", { exact: true })).toHaveValue("deny");
  await page.goto("/tools?q=current_time");
  await expect(page.getByText("You do not allow it")).toBeVisible();
  await page.goto("/tools/current_time");
  await page.getByLabel("What you allow", { exact: true }).selectOption("none");
  await page.goto("/tools?q=current_time");
  await expect(page.getByText("Runs without asking")).toBeVisible();
});

test("an API is looked at, and chosen operations become tools", async ({ page }) => {
  await page.goto("/tools/apis");
  const document = {
    openapi: "3.1.0",
    info: { title: "Lakes" },
    servers: [{ url: "https://lakes.example/v1" }],
    paths: { "/lakes": { get: { operationId: "listLakes" } }, "/odd/{id}": { get: { operationId: "odd" } } },
  };
  await page.getByLabel("Description", { exact: true }).fill(JSON.stringify(document));
  await page.getByRole("button", { name: "Look at it" }).click();
  await expect(page.getByRole("checkbox", { name: /GET \/odd/ })).toBeDisabled();
  await page.getByRole("textbox", { name: /^Name/ }).fill("lakes");
  await page.getByRole("checkbox", { name: /GET \/lakes/ }).check();
  await page.getByRole("button", { name: "Make 1 tool" }).click();
  await page.getByText("1 tool", { exact: true }).click();
  await page.getByRole("link", { name: "lakes_listLakes" }).click();
  await expect(page.getByRole("heading", { name: "lakes_listLakes" })).toBeVisible();
});

test("a secret is given, told by its last four, changed and deleted, and never shown", async ({ page }) => {
  await page.goto("/settings/secrets");
  await page.getByRole("button", { name: "Add a secret" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("browser-key");
  await dialog.getByLabel("Value").fill("planted-in-the-browser-77");
  await dialog.getByLabel("May be sent to").fill("*");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("must be a host");
  await dialog.getByLabel("May be sent to").fill("api.example.com");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("ends in r-77")).toBeVisible();
  await page.reload();
  expect(await page.content()).not.toContain("planted-in-the-browser");
  await page.getByRole("button", { name: "New value for browser-key" }).click();
  await dialog.getByLabel("Value").fill("another-one-of-them");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("ends in them")).toBeVisible();
  await page.getByRole("button", { name: "Delete browser-key" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "browser-key" })).toHaveCount(0);
});

const states: Record<string, (page: Page, request: APIRequestContext) => Promise<void>> = {
  "the tools": async (page) => {
    await page.goto("/tools");
    await expect(page.getByRole("heading", { name: "Built in" })).toBeVisible();
  },
  "a tool": async (page) => {
    await page.goto("/tools/calculate");
    await page.getByLabel(/^expression/).fill("6*7");
    await page.getByRole("button", { name: "Call", exact: true }).click();
    await expect(page.getByRole("status").getByText("42").first()).toBeVisible();
  },
  "the MCP servers": async (page, request) => {
    await addServer(request, "looked-at");
    await page.goto("/tools/mcp");
    await card(page, "looked-at")
      .getByText(/^\d+ tools$/)
      .click();
  },
  "the form for an MCP server": async (page) => {
    await page.goto("/tools/mcp");
    await page.getByRole("button", { name: "Add a server" }).click();
    await expect(page.getByRole("dialog").getByLabel("Address")).toBeVisible();
  },
  "the imported APIs": async (page) => {
    await page.goto("/tools/apis");
    await expect(page.getByRole("button", { name: "Look at it" })).toBeVisible();
  },
  "the secrets": async (page, request) => {
    const data = {
      value: "looked-at-value-1",
      hosts: ["api.example.com", "https://mcp.example.com/a/rather/long/path"],
    };
    await request.put("/api/v1/secrets/looked-at", { data });
    await page.goto("/settings/secrets");
    await expect(page.getByRole("heading", { name: "looked-at" })).toBeVisible();
  },
};

testLooks(states);
