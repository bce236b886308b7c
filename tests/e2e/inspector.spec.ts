import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { freePort } from "../support/free-port.ts";
import { type ProviderServer, startProviderServer } from "../support/provider-server.ts";
import { type ServerProcess, startServerProcess } from "../support/server-process.ts";
import { leaveWelcomeOut } from "./leave-welcome-out.ts";
import { expectGoodLooks } from "./looks.ts";

/** A server of its own, with two providers: the first breaks off in the middle of its answers. */
let folder: string;
let server: ServerProcess;
let providers: ProviderServer[];

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "troupe-e2e-inspector-"));
  const error = { type: "invalid_request_error", code: "invalid_api_key", message: "no such key" };
  const breaking = await startProviderServer({
    text: "One two three four",
    tokensPerSecond: 50,
    fault: { kind: "error-frame", after: 3, error },
  });
  const answering = await startProviderServer({ text: "Five six seven eight nine ten", tokensPerSecond: 50 });
  providers = [breaking, answering];
  const variables = {
    DATA_DIR: folder,
    LOG_LEVEL: "error",
    DEFAULT_MODEL_PROVIDER: "openai",
    OPENAI_API_KEY: "sk-test",
    OPENAI_BASE_URL: `${breaking.url}/v1`,
    ANTHROPIC_API_KEY: "sk-other",
    ANTHROPIC_BASE_URL: `${answering.url}/v1`,
  };
  server = startServerProcess({ port: await freePort(), variables });
  await server.answers("/ready");
  await leaveWelcomeOut(server.url);
});

test.afterAll(async () => {
  await server.kill("SIGTERM");
  for (const provider of providers) await provider.close();
  rmSync(folder, { recursive: true, force: true });
});

async function post<T>(path: string, body: object): Promise<T> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.status, path).toBeLessThan(300);
  return (await answer.json()) as T;
}

const inspector = (page: Page) => page.getByRole("region", { name: "Inspector" });

async function choose(page: Page, runId: string, event: RegExp): Promise<void> {
  await page.goto(`${server.url}/runs/${runId}?view=log`);
  await page.getByRole("grid", { name: "Events" }).getByRole("row", { name: event }).first().click();
}

test("an answer that a second model gave tells of the hop, of what was sent each time, and how both came in", async ({
  page,
}) => {
  const models = ["openai/first", "anthropic/second"];
  await post("/agents", { name: "chained", instructions: "You are a test.", models });
  const { runId } = await post<{ runId: string }>("/messages", { content: "Say it.", agent: "chained", wait: true });

  await choose(page, runId, /Model failed/);
  await expect(inspector(page)).toContainText("openai/first ✗ unauthorized → anthropic/second");
  await expect(inspector(page)).toContainText("Said before it broke off");
  await expect(inspector(page)).toContainText(/3 pieces with 13 characters, the first after \d+ ms\./);

  await choose(page, runId, /Model answered/);
  const asked = inspector(page).getByRole("table").filter({ hasText: "Attempt" });
  await expect(asked.getByRole("row", { name: /^1 openai\/first unauthorized/ })).toBeVisible();
  await expect(asked.getByRole("row", { name: /^2 anthropic\/second answered/ })).toBeVisible();
  await inspector(page).getByText("As they were sent to the model").click();
  await expect(inspector(page)).toContainText("The same as with the attempt before.");
  const sent = inspector(page).getByRole("list", { name: "Messages" }).getByRole("listitem");
  await expect(sent).toHaveText([/^Instructions\s*You are a test\.$/, /^Told\s*Say it\.$/]);
  expect(providers[1]?.requests.at(-1)?.body).toMatchObject({
    system: [{ text: "You are a test." }],
    messages: [{ role: "user", content: [{ text: "Say it." }] }],
  });

  await expect(inspector(page)).toContainText(/6 pieces with 29 characters/);
  await expect(inspector(page)).toContainText(/Longest pause: \d+ ms, \d+ ms after the first piece\./);
  await expect(inspector(page).getByRole("img", { name: /^Characters in every \d+ ms\. 6 pieces/ })).toBeVisible();
  await inspector(page).getByText("Table", { exact: true }).click();
  const counted = inspector(page).getByRole("table").filter({ hasText: "Pieces" }).getByRole("row");
  const cells = await counted.getByRole("cell").allTextContents();
  expect(cells.filter((_, place) => place % 3 === 2).reduce((sum, each) => sum + Number(each), 0)).toBe(29);
  await expectGoodLooks(page, "how an answer came in");
});

test("a call of a function that failed leads from each line of its stack to that line of that version", async ({
  page,
}) => {
  const source = [
    "export default ({ text }: { text: string }) => {",
    "  return { price: priceOf(text) };",
    "};",
    "function priceOf(text: string): number {",
    "  if (text.length < 1000) throw new Error('There is no price.');",
    "  return 1;",
    "}",
  ].join("\n");
  const inputSchema = { type: "object", properties: { text: { type: "string" } }, required: ["text"] };
  await post("/functions", { name: "find-price", language: "typescript", source, inputSchema });
  await post("/functions/find-price/publish", {});
  await post("/agents", { name: "pricer", instructions: "Price.", tools: ["find-price"], models: ["demo/demo"] });
  const task = { content: "Use find-price, please", agent: "pricer", wait: true };
  const { runId } = await post<{ runId: string }>("/messages", task);
  // What is published later is not what failed.
  const draft = await fetch(`${server.url}/api/v1/functions/find-price/draft`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ language: "typescript", source: "export default () => 1;", inputSchema }),
  });
  expect(draft.status).toBe(200);
  await post("/functions/find-price/publish", {});

  await choose(page, runId, /Tool failed/);
  await expect(inspector(page)).toContainText("Error: tool_failed");
  await expect(inspector(page)).toContainText("find-price v1 · thrown at line 5, column 37");
  const frames = inspector(page).getByRole("list", { name: "Stack in its source" }).getByRole("listitem");
  await expect(frames).toHaveText([/^priceOf find-price\.ts:5:37$/, /find-price\.ts:2:19$/]);
  await expectGoodLooks(page, "a failed call");

  await frames.first().getByRole("link").click();
  await expect(page).toHaveURL(/\/functions\/find-price\?version=1&line=5&column=37$/);
  await expect(page.getByText("A failed call was at line 5, column 37.")).toBeVisible();
  const code = page.getByRole("textbox", { name: "Source of version 1" });
  await expect(code.locator(".cm-activeLine")).toContainText("There is no price.");
  await code.press("ControlOrMeta+a");
  await page.keyboard.type("nothing");
  await expect(code).toContainText("There is no price.");
  await expectGoodLooks(page, "the source of a version");
  await page.getByRole("button", { name: "Show version 2" }).click();
  await expect(page.getByRole("textbox", { name: "Source of version 2" })).toContainText("() => 1");
});
