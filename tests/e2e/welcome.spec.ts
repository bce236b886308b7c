import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { freePort } from "../support/free-port.ts";
import { type ProviderServer, startProviderServer } from "../support/provider-server.ts";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";
import { answers, composer, log, untilIdle } from "./chat-talk.ts";
import { expectGoodLooks, onPhone } from "./looks.ts";

/** A server of its own, on a fresh data directory, where nobody has been before. */
let folder: string;
let server: ServerProcess;
let vendor: ProviderServer;
let page: Page;

test.beforeEach(async ({ browser }) => {
  folder = mkdtempSync(join(tmpdir(), "troupe-e2e-welcome-"));
  vendor = await startProviderServer();
  const variables = { DATA_DIR: folder, LOG_LEVEL: "warn", OPENAI_BASE_URL: `${vendor.url}/v1` };
  server = startServerProcess({ port: await freePort(), variables });
  await server.answers("/ready");
  page = await (await browser.newContext({ baseURL: server.url })).newPage();
});

test.afterEach(async () => {
  await page.context().close();
  await server.kill("SIGKILL");
  await vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

const step = (name: string) => page.getByRole("heading", { level: 2, name });
const preferences = async () => (await page.request.get("/api/v1/users/me/preferences")).json();
const suggestion = (name: string) => page.getByRole("button", { name });

async function beginWith(name: string): Promise<void> {
  await page.goto("/chat");
  await suggestion(name).click();
  await page.waitForURL(/\/chat\/[\w:-]+$/);
}

test("from the first run to an answered chat, by keyboard alone", async () => {
  await page.goto("/");
  await expect(page).toHaveURL("/welcome");
  await expect(step("Who uses it")).toBeVisible();
  await expect(page.getByText("only programs on this machine reach it")).toBeVisible();

  await page.getByRole("link", { name: "Next" }).focus();
  await page.keyboard.press("Enter");
  await expect(step("Who answers")).toBeFocused();
  await expect(page.getByRole("radio", { name: "Demo" })).toBeChecked();
  await page.getByRole("button", { name: "Test connection: demo/demo" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Answered in/)).toBeVisible();

  await page.getByRole("radio", { name: "Demo" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /^OpenAI/ })).toBeChecked();
  await expect(page.getByLabel("API key of openai")).toBeVisible();
  await expect(page.getByRole("link", { name: "OpenAI: platform.openai.com" })).toHaveAttribute(
    "href",
    "https://platform.openai.com/api-keys",
  );

  await page.getByRole("link", { name: "Next" }).focus();
  await page.keyboard.press("Enter");
  await expect(step("Whom you talk to")).toBeFocused();
  await page.goBack();
  await expect(step("Who answers")).toBeFocused();
  await expect(page.getByRole("radio", { name: /^OpenAI/ })).toBeChecked();
  await page.getByRole("link", { name: "Next" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: /^general/ })).toBeChecked();

  expect(await preferences()).toMatchObject({ welcomed: false, agent: null });
  await page.getByRole("button", { name: "Start to chat" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/chat");
  expect(await preferences()).toMatchObject({ welcomed: true, agent: null });

  await composer(page).focus();
  await page.keyboard.type("What is 6*7?");
  await page.keyboard.press("Enter");
  await expect(answers(page).last()).toContainText("42");
});

test("a key is given in the page, tried for real, answers at once, and is forgotten again", async () => {
  await page.goto("/welcome?step=provider");
  await page.getByRole("radio", { name: /^OpenAI/ }).check();
  await page.getByLabel("API key of openai").fill("sk-given-in-the-page");
  await page.getByRole("button", { name: "Save key" }).click();
  await page.getByRole("button", { name: /^Test connection: openai\// }).click();
  await expect(page.getByText(/^Answered in/)).toBeVisible();
  expect(vendor.requests.at(-1)?.headers.authorization).toBe("Bearer sk-given-in-the-page");
  await page.getByRole("link", { name: "Next" }).click();
  await page.getByRole("button", { name: "Start to chat" }).click();
  await composer(page).fill("Hello");
  await page.keyboard.press("Enter");
  await expect(answers(page).last()).toContainText("Hello from the provider.");
  expect(vendor.requests.length).toBeGreaterThan(1);

  await page.goto("/settings/providers");
  await expect(page.getByText("Its key was given here.")).toBeVisible();
  expect(await page.content()).not.toContain("sk-given-in-the-page");
  await page.getByRole("button", { name: "Forget the key of openai" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Forget key" }).click();
  await expect(page.getByLabel("API key of openai")).toBeVisible();
});

test("a suggestion shows an answer as it is written", async () => {
  await page.goto("/welcome");
  await page.getByRole("button", { name: "Skip these steps" }).click();
  await suggestion("See an answer as it is written").click();
  await page.waitForURL(/\/chat\/[\w:-]+$/);
  const writing = log(page).locator("[aria-busy=true]");
  await expect(writing).toContainText(/\w+ \w+/);
  const early = (await writing.textContent())?.length ?? 0;
  await expect.poll(async () => (await writing.textContent())?.length ?? 0).toBeGreaterThan(early);
  await untilIdle(page);
  await expect(answers(page).last()).toContainText("lighthouse");
});

test("the other suggestions use tools, ask, and wait for a yes", async () => {
  await page.request.patch("/api/v1/users/me/preferences", { data: { welcomed: true } });
  await beginWith("Watch a tool at work");
  await expect(answers(page).last()).toContainText("391");
  await expect(page.getByText("bake a cake").first()).toBeVisible();
  await untilIdle(page);

  await beginWith("Be asked");
  await page.getByRole("radio", { name: "green" }).check();
  await page.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(answers(page).last()).toContainText("green");

  await beginWith("Decide what may be done");
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await untilIdle(page);
  await expect(answers(page).last()).toContainText("save_data answered");
});

test("the first steps are taken once, also in another browser, and can be reached again", async ({ browser }) => {
  await page.goto("/chat");
  await expect(page).toHaveURL("/welcome");
  await page.getByRole("button", { name: "Skip these steps" }).click();
  await expect(page).toHaveURL("/chat");
  const other = await (await browser.newContext({ baseURL: server.url })).newPage();
  await other.goto("/");
  await expect(other).toHaveURL("/chat");
  await other.context().close();
  await page.goto("/settings/providers");
  await page.getByRole("link", { name: "First steps" }).click();
  await expect(step("Who uses it")).toBeVisible();
});

test("where sessions are already, nobody is led through the first steps", async () => {
  expect((await page.request.post("/api/v1/sessions", { data: {} })).status()).toBe(201);
  await page.goto("/");
  await expect(page).toHaveURL("/chat");
  expect(await preferences()).toMatchObject({ welcomed: false });
});

test("each step looks good, on a dark phone and a light desktop", async () => {
  for (const address of ["/welcome", "/welcome?step=provider", "/welcome?step=agent"]) {
    await onPhone(page);
    await page.goto(address);
    await expectGoodLooks(page, address);
  }
  await page.goto("/welcome?step=provider");
  for (const name of [/^OpenAI/, /^Ollama/, /^Another server/]) {
    await onPhone(page);
    await page.getByRole("radio", { name }).check();
    await expectGoodLooks(page, String(name));
  }
});
