import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import type { Recorded } from "../../lib/core/events.ts";
import { branchInView } from "../../lib/core/path.ts";
import { fold } from "../../lib/core/reduce.ts";
import { testLooks } from "./looks.ts";

test.describe.configure({ timeout: 120_000 });

interface Made {
  runId: string;
  sessionId: string;
}

async function post(request: APIRequestContext, data: object): Promise<Made> {
  const answer = await request.post("/api/v1/messages", { data });
  expect(answer.status()).toBeLessThan(300);
  return (await answer.json()) as Made;
}

let made: Promise<Made> | null = null;

/** A workflow of five steps, four agents, that is over. It is only looked at, so one is enough. */
function crew(request: APIRequestContext): Promise<Made> {
  made ??= post(request, { content: "How do heat pumps work?", workflow: "research-crew", wait: true });
  return made;
}

async function eventsOf(request: APIRequestContext, sessionId: string): Promise<Recorded[]> {
  const answer = await request.get(`/api/v1/sessions/${sessionId}/events?limit=500`);
  return ((await answer.json()) as { items: Recorded[] }).items;
}

const runOf = (event: Recorded | undefined) => (event && "runId" in event ? event.runId : undefined);
const tree = (page: Page) => page.getByRole("treegrid", { name: "Steps of the run" });
const inspector = (page: Page) => page.getByRole("region", { name: "Inspector" });
const moment = (page: Page) => page.getByRole("slider", { name: "Moment of the run" });
const show = (page: Page, view: string) => page.getByRole("tab", { name: view, exact: true }).click();

test("a workflow's run is a tree, a timeline, a flame, a graph and a log, with one selection", async ({
  page,
  request,
}) => {
  const { runId, sessionId } = await crew(request);
  await page.goto(`/runs/${runId}`);
  const agents = tree(page).getByRole("row", { name: /^(planner|researcher|writer|critic) / });
  await expect(
    tree(page)
      .getByRole("row", { name: /critic/ })
      .first(),
  ).toBeVisible();

  await test.step("the tree, by keyboard", async () => {
    await expect(moment(page)).toBeEnabled();
    await tree(page).focus();
    await page.keyboard.press("Home");
    await expect(tree(page).getByRole("row", { selected: true })).toContainText("research-crew");
    await page.keyboard.press("ArrowLeft");
    await expect(tree(page).getByRole("row")).toHaveCount(1);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => agents.count()).toBeGreaterThan(2);
  });

  const all = await eventsOf(request, sessionId);
  const asked = all.filter((event) => event.type === "turn.started");
  const turn = asked.at(-1);
  await page.goto(`/runs/${runId}?seq=${turn?.seq}`);
  await expect(tree(page).getByRole("row", { selected: true })).toContainText("demo");
  await expect(inspector(page)).toContainText("turn.started");

  await test.step("what the model was sent", async () => {
    await inspector(page).getByText("As they were sent to the model").click();
    const messages = inspector(page).getByRole("list", { name: "Messages" });
    await expect(messages.getByRole("listitem").first()).toContainText("Instructions");
    await expect(messages).toContainText("heat pumps");
  });

  await show(page, "Timeline");
  const timeline = page.getByRole("region", { name: /^Timeline/ });
  await expect(timeline.getByRole("region", { name: "critic" })).toBeVisible();
  await expect(timeline.getByRole("button", { pressed: true })).toHaveAccessibleName(/^Model · demo/);
  await expect(
    timeline.getByRole("region", { name: "research-crew" }).getByRole("button", { name: /→ planner · done/ }),
  ).toBeVisible();
  await page.getByRole("group", { name: "Show as" }).getByRole("button", { name: "Table" }).click();
  await expect(page.getByRole("row").filter({ has: page.getByRole("button", { pressed: true }) })).toContainText(
    "Model",
  );

  await show(page, "Flame");
  const flame = page.getByRole("region", { name: /^Flame/ });
  await expect(flame.getByRole("button", { pressed: true })).toHaveAccessibleName(/^demo .* · Model · done/);
  await page.getByRole("button", { name: "Tokens", exact: true }).click();
  await expect(flame.getByRole("button", { name: /^research-crew / })).toHaveAccessibleName(/100 % · Agent/);

  await show(page, "Graph");
  const outline = page.getByRole("list", { name: "The graph in words" });
  await expect(outline.getByRole("button", { pressed: true })).toHaveCount(1);
  await expect(outline.getByRole("listitem").filter({ hasText: /^Critique/ })).toContainText(/tok · [\d.]+ m?s/);
  await expect(
    page
      .getByRole("region", { name: /graph/i })
      .locator("svg")
      .getByText(/tok · [\d.]+ m?s/),
  ).toHaveCount(5);
  await outline.getByRole("button", { pressed: false }).first().click();
  await expect(inspector(page)).toContainText("Workflow step");

  await show(page, "Log");
  const log = page.getByRole("grid", { name: "Events" });
  await expect(log.getByRole("row", { selected: true })).toContainText("Workflow went on");
  await page.getByRole("searchbox", { name: "Search the events" }).fill("finished critic");
  await log.getByRole("row", { name: /Finished critic/ }).click();
  await expect(inspector(page)).toContainText("run.finished");
  const critic = all.find((event) => event.type === "run.queued" && event.agent === "critic");
  const ended = all.find((event) => event.type === "run.finished" && event.runId === runOf(critic));
  await expect(page).toHaveURL(`/runs/${runId}?view=log&seq=${ended?.seq}`);
  await page.reload();
  await expect(inspector(page)).toContainText("run.finished");
  await show(page, "Tree");
  await expect(tree(page).getByRole("row", { selected: true })).toContainText("critic");
});

test("a replay in the middle shows exactly that moment, by address and by keyboard", async ({ page, request }) => {
  const { runId, sessionId } = await crew(request);
  const events = await eventsOf(request, sessionId);
  const said = events.filter((event) => event.type === "turn.completed" && event.message.content !== "");
  const middle = said[Math.floor(said.length / 2)] as Recorded;
  const conversation = page.getByRole("region", { name: "Conversation" }).getByRole("article");

  /** What was said by then, and nothing else. */
  async function expectMoment(seq: number): Promise<void> {
    const then = fold(events.slice(0, seq));
    const branch = branchInView(then);
    await expect(page).toHaveURL(new RegExp(`[?&]at=${seq}(&|$)`));
    await expect(conversation.and(page.locator(":not([aria-busy])"))).toHaveCount(branch.length);
    for (const [place, { content }] of branch.entries()) {
      const start =
        content
          .split("\n", 1)[0]
          ?.replaceAll(/[#*`_]/g, "")
          .trim()
          .slice(0, 30) ?? "";
      await expect(conversation.nth(place)).toContainText(start);
    }
    const done = then.runs.filter(({ finished }) => finished).length;
    const roster = page.getByRole("complementary", { name: "State" }).getByRole("list", { name: "Agents" });
    await expect(roster.getByText("Done", { exact: true })).toHaveCount(done);
  }

  await page.goto(`/runs/${runId}?view=session&at=${middle.seq}`);
  await expectMoment(middle.seq);
  await expect(page.getByText(/^Event \d+ of \d+ · Model answered/)).toBeVisible();
  await show(page, "Tree");
  await expect(tree(page).getByRole("row").first()).toContainText("at work");
  await show(page, "Session");

  await moment(page).focus();
  await page.keyboard.press("ArrowRight");
  await expectMoment(middle.seq + 1);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expectMoment(middle.seq - 1);
  await page.keyboard.press("End");
  await expectMoment(events.length);
  await page.keyboard.press("Home");
  await expect(page.getByText(/^Event 1 of/)).toBeVisible();

  await page.getByRole("group", { name: "Speed" }).getByRole("button", { name: "16×" }).click();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByText(/^Event (\d+) of \1 /)).toBeVisible();
  await expectMoment(events.length);
  await page.getByRole("button", { name: "Live", exact: true }).click();
  await expect(page.getByText("The session as it is.")).toBeVisible();
});

test("a run is watched while it goes on, and stopped from its page", async ({ page, request }) => {
  const { runId } = await post(request, { content: "Write a long story of 2000 words" });
  await page.goto(`/runs/${runId}?view=log`);
  const log = page.getByRole("grid", { name: "Events" });
  await expect(log.getByRole("row", { name: /Model asked/ })).toBeVisible();
  await page.getByRole("button", { name: "Stop the run" }).click();
  await expect(log.getByRole("row", { name: /Finished general/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop the run" })).toHaveCount(0);
  await expect(page.getByRole("main").getByText("Stopped", { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText("The run was stopped by")).toBeVisible();
});

test("one of several is stopped by itself, and its transcript is there", async ({ page, request }) => {
  const { runId } = await post(request, {
    content: "Write a long story of 2000 words about heat pumps",
    workflow: "research-crew",
  });
  await page.goto(`/runs/${runId}`);
  await tree(page)
    .getByRole("row", { name: /^planner / })
    .first()
    .click();
  await inspector(page).getByRole("button", { name: "Transcript" }).click();
  await expect(page.getByRole("dialog", { name: /^planner/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await inspector(page).getByRole("button", { name: "Stop planner" }).click();
  await expect(
    tree(page)
      .getByRole("row", { name: /^planner stopped/ })
      .first(),
  ).toBeVisible();
});

const states: Record<string, (page: Page, request: APIRequestContext) => Promise<void>> = {
  "a run's timeline": async (page, request) => {
    await page.goto(`/runs/${(await crew(request)).runId}?view=timeline`);
    await expect(page.getByRole("region", { name: /^Timeline/ })).toBeVisible();
    await expect(moment(page)).toBeEnabled();
  },
  "a run's flame": async (page, request) => {
    await page.goto(`/runs/${(await crew(request)).runId}?view=flame`);
    await page
      .getByRole("button", { name: /^demo .* · Model/ })
      .first()
      .click();
    await expect(inspector(page)).toContainText("turn.started");
  },
  "a run's graph": async (page, request) => {
    await page.goto(`/runs/${(await crew(request)).runId}?view=graph`);
    await expect(page.getByRole("list", { name: "The graph in words" })).toBeVisible();
    await expect(moment(page)).toBeEnabled();
  },
  "a run's session in the past": async (page, request) => {
    const { runId, sessionId } = await crew(request);
    const { length } = await eventsOf(request, sessionId);
    await page.goto(`/runs/${runId}?view=session&at=${Math.floor(length / 2)}`);
    await expect(page.getByText(/^The session as it was after/)).toBeVisible();
  },
  "a run's moment before it began": async (page, request) => {
    await page.goto(`/runs/${(await crew(request)).runId}?at=1`);
    await expect(page.getByText("The run had not begun")).toBeVisible();
  },
};

testLooks(states);
