import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import type { Recorded } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { sharedConversation } from "../../lib/export/shared-conversation.ts";
import { sharedSteps } from "../../lib/export/shared-steps.ts";
import { testLooks } from "./looks.ts";

test.describe.configure({ timeout: 120_000 });

const editedAway = "swordfish-edited-away";
const secret = "planted-secret-77";

async function posted(request: APIRequestContext, path: string, data: object) {
  const answer = await request.post(path, { data });
  expect([path, answer.status() < 300]).toEqual([path, true]);
  return answer.json();
}

let talked: Promise<string> | null = null;

/** A chart that was shown, a sum with a secret in it, and a message that its author thought better of. */
function talk(request: APIRequestContext): Promise<string> {
  talked ??= (async () => {
    await request.put("/api/v1/secrets/shared-replay", { data: { value: secret, hosts: ["api.example"] } });
    const { sessionId } = await posted(request, "/api/v1/messages", { content: "Chart the last week", wait: true });
    const first = { sessionId, content: `Repeat ${editedAway}`, wait: true };
    const { messageId } = await posted(request, "/api/v1/messages", first);
    const command = { type: "message.edit", messageId, content: `Calculate 6*7 for ${secret}` };
    await posted(request, `/api/v1/sessions/${sessionId}/commands`, command);
    await expect
      .poll(async () => {
        const { runs } = await (await request.get(`/api/v1/sessions/${sessionId}`)).json();
        return runs.every((run: { finished: unknown }) => run.finished);
      })
      .toBe(true);
    const content = "Calculate 6*8, then plan a party: invite friends, bake a cake";
    await posted(request, "/api/v1/messages", { sessionId, content, wait: true });
    return sessionId as string;
  })();
  return talked;
}

async function share(request: APIRequestContext, more: object = {}): Promise<{ path: string; id: string }> {
  return posted(request, `/api/v1/sessions/${await talk(request)}/shares`, more);
}

async function logOf(request: APIRequestContext, path: string): Promise<Recorded[]> {
  return (await (await request.get(`${path}/log`)).json()).events;
}

const moment = (page: Page) => page.getByRole("slider", { name: "Moment of the conversation" });
const said = (page: Page) => page.getByRole("log", { name: "What was said" });
const steps = (page: Page) => page.getByRole("tabpanel").getByRole("listitem");

/** What was said, shown and done by then, and nothing else. */
async function expectMoment(page: Page, events: readonly Recorded[], seq: number): Promise<void> {
  const then = fold(events.slice(0, seq));
  const { messages } = sharedConversation(then);
  await expect(moment(page)).toHaveValue(String(seq - 1));
  await expect(said(page).locator("article:not(.surface)")).toHaveCount(messages.length);
  const calls = new Set(messages.flatMap((message) => message.calls.map(({ id }) => id)));
  const shown = then.surfaces.filter(({ callId }) => calls.has(callId ?? ""));
  await expect(said(page).locator("article.surface")).toHaveCount(shown.length);
  await expect(steps(page)).toHaveCount(sharedSteps(then).flatMap((run) => run.steps).length);
}

test("a shared replay scrubbed to the middle shows exactly that moment, and asks nobody for anything", async ({
  page,
  request,
}) => {
  const { path } = await share(request, { withTools: true });
  const events = await logOf(request, path);
  const shown = events.find(({ type }) => type === "surface.shown")?.seq ?? 0;
  const middle = events.findLast(({ type }) => type === "tool.started")?.seq ?? 0;
  expect(shown).toBeGreaterThan(1);
  expect(middle).toBeGreaterThan(shown);
  const asked: string[] = [];
  page.on("request", (each) => asked.push(new URL(each.url()).pathname));

  await page.goto(`${path}/replay?at=${shown}`);
  await expectMoment(page, events, shown);
  await page.getByRole("button", { name: "Event before" }).click();
  await expectMoment(page, events, shown - 1);
  await moment(page).focus();
  await page.keyboard.press("Home");
  await expectMoment(page, events, 1);
  await page.keyboard.press("End");
  await expectMoment(page, events, events.length);
  await moment(page).fill(String(middle - 1));
  await expectMoment(page, events, middle);
  await said(page).focus();
  await page.keyboard.press("ArrowRight");
  await expectMoment(page, events, middle + 1);
  await expect(page).toHaveURL(`${path}/replay?at=${middle + 1}`);
  await page.reload();
  await expectMoment(page, events, middle + 1);

  await test.step("its timeline, with what a step gave back", async () => {
    await page.keyboard.press("End");
    await page.getByRole("tab", { name: "Timeline" }).click();
    const timeline = page.getByRole("region", { name: /^Timeline/ });
    await timeline
      .getByRole("button", { name: /^Tool · / })
      .first()
      .click();
    await expect(timeline.getByRole("button", { pressed: true })).toHaveCount(1);
    await expect(page.locator("#inspector details")).toHaveAttribute("open");
    await page.getByRole("tab", { name: "Steps" }).click();
  });

  await test.step("the plan, as far as it had come", async () => {
    const changed = events.filter((event) => event.type === "todo.changed");
    await page.getByRole("tab", { name: "Plan" }).click();
    const plan = page.getByRole("tabpanel").getByRole("listitem");
    await expect(plan).toHaveCount(changed.at(-1)?.items.length ?? -1);
    await moment(page).fill(String((changed[0]?.seq ?? 0) - 2));
    await expect(plan).toHaveCount(0);
    await moment(page).fill(String((changed[0]?.seq ?? 0) - 1));
    await expect(plan).toHaveCount(changed[0]?.items.length ?? -1);
    await page.getByRole("tab", { name: "Steps" }).click();
  });

  await test.step("played from its start to its end", async () => {
    await page.getByRole("group", { name: "Speed" }).getByRole("button", { name: "16×" }).click();
    await page.getByRole("button", { name: "To the first event" }).click();
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await expect(page.getByText(/^Event (\d+) of \1 /)).toBeVisible({ timeout: 60_000 });
    await expectMoment(page, events, events.length);
  });
  expect(asked.filter((pathname) => !/^\/(share\/|_next\/|icon\.svg)/.test(pathname))).toEqual([]);
});

for (const withTools of [true, false]) {
  test(`nothing that is left out is sent to anybody, with tools: ${withTools}`, async ({ request }) => {
    const { path } = await share(request, { withTools });
    const sessionId = await talk(request);
    const answers = await Promise.all(
      ["", "/replay", "/replay?at=3", "/log", ...(withTools ? ["/steps"] : [])].map(async (end) => {
        const answer = await request.get(`${path}${end}`);
        expect([end, answer.status()]).toEqual([end, 200]);
        return answer.text();
      }),
    );
    for (const text of answers) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(editedAway);
      expect(text).not.toContain(sessionId);
      expect(text).not.toMatch(/\b(ses|msg|run|turn|call|eff)_[0-9a-z]{26}/);
      if (!withTools) expect(text).not.toMatch(/expression|"(tool|surface)\.|"calls":\[\{/);
    }
    expect(answers[3]).toContain("[secret]");
    if (withTools) expect(answers[3]).toMatch(/"type":"surface\.shown".*expression/);
    expect((await request.get(`${path}/steps`)).status()).toBe(withTools ? 200 : 404);
  });
}

test("a link that was revoked replays nothing", async ({ page, request }) => {
  const sessionId = await talk(request);
  const { path, id } = await share(request);
  const open = await request.get(`${path}/log`);
  expect([open.status(), open.headers()["cache-control"]]).toEqual([200, "no-store"]);
  expect((await request.delete(`/api/v1/sessions/${sessionId}/shares/${id}`)).status()).toBe(204);
  expect((await request.get(`${path}/log`)).status()).toBe(404);
  expect((await page.goto(`${path}/replay`))?.status()).toBe(404);
});

test("a replay is shared from the page of a run", async ({ page, request }) => {
  const sessionId = await talk(request);
  const { runs } = await (await request.get(`/api/v1/sessions/${sessionId}`)).json();
  await page.goto(`/runs/${runs[0].id}`);
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Share a replay…" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  const href = await page.getByRole("link", { name: "Open the replay" }).getAttribute("href");
  await page.goto(href ?? "");
  await expect(said(page).getByText("Chart the last week")).toBeVisible();
  await expect(page.getByRole("tab")).toHaveCount(0);
});

testLooks({
  "a shared replay in its middle": async (page, request) => {
    const { path } = await share(request, { withTools: true });
    const { seq } = (await logOf(request, path)).find(({ type }) => type === "surface.shown") as Recorded;
    await page.goto(`${path}/replay?at=${seq}`);
    await expect(said(page).locator("article.surface")).toBeVisible();
  },
  "a shared replay's timeline": async (page, request) => {
    await page.goto(`${(await share(request, { withTools: true })).path}/replay`);
    await page.getByRole("tab", { name: "Timeline" }).click();
    await page
      .getByRole("region", { name: /^Timeline/ })
      .getByRole("button")
      .first()
      .click();
    await expect(page.locator("#inspector details")).toBeVisible();
  },
  "a shared replay without tools": async (page, request) => {
    await page.goto(`${(await share(request)).path}/replay`);
    await expect(said(page).getByText("Chart the last week")).toBeVisible();
  },
  "a shared replay before anything was said": async (page, request) => {
    await page.goto(`${(await share(request, { seq: 1, withTools: true })).path}/replay`);
    await expect(page.getByText("Nothing had been said yet at this moment.")).toBeVisible();
  },
});
