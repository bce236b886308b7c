import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { expectGoodLooks } from "./looks.ts";

const newName = (stem: string) => `${stem}-${Date.now().toString(36)}`;
const saved = (page: Page) => expect(page.getByRole("status", { name: "Draft" })).toHaveText("Draft saved");
const object = (properties: object, required = Object.keys(properties)) => ({ type: "object", properties, required });

async function create(request: APIRequestContext, many: "agents" | "workflows", body: object): Promise<void> {
  const made = await request.post(`/api/v1/${many}`, { data: body });
  expect(made.status(), await made.text()).toBe(201);
}

const draftOf = async (request: APIRequestContext, name: string) =>
  (await (await request.get(`/api/v1/workflows/${name}/draft`)).json()).body;

test("what a step gives is compared with what the next one takes while it is written, and when it comes to publishing", async ({
  page,
  request,
}) => {
  const [planner, booker, name] = [newName("planner"), newName("booker"), newName("trip")];
  await create(request, "agents", {
    name: planner,
    instructions: "You plan.",
    outputSchema: object({ days: { type: "string" } }),
  });
  await create(request, "agents", {
    name: booker,
    instructions: "You book.",
    inputSchema: object({ days: { type: "integer" } }),
  });
  await create(request, "workflows", { name, how: { kind: "chain", steps: [{ agent: "general" }] } });
  await page.goto(`/workflows/${name}`);
  await page.getByRole("tab", { name: "Settings" }).click();
  const steps = page.getByRole("list", { name: "Steps", exact: true }).locator("> li");
  await steps.first().getByRole("button", { name: "Settings of general" }).click();
  await steps.first().getByRole("combobox", { name: "Agent" }).selectOption(planner);
  await steps
    .first()
    .getByRole("button", { name: `Add a step after ${planner}` })
    .click();
  await page.getByRole("menuitem", { name: "Agent", exact: true }).click();
  await steps.nth(1).getByRole("combobox", { name: "Agent" }).selectOption(booker);

  const misfit = `What ${planner} gives does not fit what ${booker} takes: days is string, and must be integer`;
  await expect(steps.nth(1).getByText(misfit)).toBeVisible();
  await saved(page);
  await expectGoodLooks(page, "a chain whose steps do not fit");
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Publish / });
  await expect(dialog.getByRole("list", { name: "Checklist" })).toContainText(misfit);
  await expect(dialog.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
  await page.keyboard.press("Escape");

  // Given another form by the step itself, it fits.
  await steps
    .first()
    .getByRole("button", { name: `Settings of ${planner}` })
    .click();
  const form = steps.first().getByRole("group", { name: "Form of the answer" });
  await form.getByRole("button", { name: "Add a field" }).click();
  await form.getByRole("textbox", { name: "Name" }).fill("days");
  await form.getByRole("combobox", { name: "Type" }).selectOption("Whole number");
  await expect(page.getByText(misfit)).toHaveCount(0);
  await expect(page.getByText("Nothing stands in the way of publishing.").first()).toBeVisible();
  await saved(page);
  expect((await draftOf(request, name)).how.steps[0].schema).toEqual(object({ days: { type: "integer" } }));

  // One that may be missing is to be known, and does not stand in the way.
  await form.getByRole("checkbox", { name: "Required" }).uncheck();
  await steps
    .first()
    .getByRole("button", { name: `Settings of ${planner}` })
    .click();
  await expect(steps.nth(1).getByText("days may be missing")).toBeVisible();
  await expect(page.getByText("Nothing stands in the way of publishing.").first()).toBeVisible();
});

test("a chain follows an agent that is changed elsewhere, when the person comes back to the page", async ({
  page,
  request,
}) => {
  const [booker, name] = [newName("taker"), newName("follows")];
  await create(request, "agents", { name: booker, instructions: "You take." });
  const steps = [{ agent: "general" }, { agent: booker }];
  await create(request, "workflows", { name, how: { kind: "chain", steps } });
  await page.goto(`/workflows/${name}`);
  await page.getByRole("tab", { name: "Settings" }).click();
  await expect(page.getByText("Nothing stands in the way of publishing.").first()).toBeVisible();
  await request.put(`/api/v1/agents/${booker}`, {
    data: { instructions: "You take.", inputSchema: object({ days: { type: "integer" } }) },
  });
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.getByText(`${booker} takes JSON of a form, and general gives text.`).first()).toBeVisible();
});

test("a crew's task says the form of its result field by field, and what is wrong stands at its field", async ({
  page,
  request,
}) => {
  const name = newName("crew");
  await request.post("/api/v1/workflows/research-crew/copy", { data: { name } });
  await page.goto(`/workflows/${name}`);
  await page.getByRole("tab", { name: "Settings" }).click();
  const task = page.getByRole("group", { name: "Task 1" });
  const form = task.getByRole("group", { name: "Form of the answer" });
  await form.getByRole("button", { name: "Add a field" }).click();
  await form.getByRole("textbox", { name: "Name" }).fill("questions");
  await form.getByRole("combobox", { name: "Type" }).selectOption("List");
  await form.getByRole("textbox", { name: "Description" }).fill("What is to be found out");
  await form.getByRole("button", { name: "Add a field" }).click();

  // A name that another field has stays in its box, and no field is lost.
  const second = form.getByRole("textbox", { name: "Name" }).nth(1);
  await second.fill("questions");
  await expect(form.getByText("Another field is called questions.")).toBeVisible();
  await second.fill("sources");
  await expect(form.getByText("Another field is called")).toHaveCount(0);
  await form.getByRole("button", { name: "Remove the field sources" }).click();
  await task.getByRole("spinbutton", { name: "Seconds at work" }).fill("30");

  await page.getByRole("spinbutton", { name: "Levels of agents below it" }).fill("2");
  await page.getByRole("spinbutton", { name: "Agents of one at work at once" }).fill("3");
  await saved(page);
  const { how, limits } = await draftOf(request, name);
  expect(limits).toMatchObject({ depth: 2, children: 3 });
  expect(how.tasks[0].limits).toEqual({ seconds: 30 });
  expect(how.tasks[0].schema).toEqual(object({ questions: { type: "array", description: "What is to be found out" } }));
  await expectGoodLooks(page, "a crew's settings");

  await page.getByRole("spinbutton", { name: "Levels of agents below it" }).fill("99");
  const limit = page.getByRole("spinbutton", { name: "Levels of agents below it" });
  await expect(limit).toHaveAccessibleDescription(/20/);
  await limit.fill("");
  await page
    .getByRole("group", { name: "Task 2" })
    .getByRole("textbox", { name: "Needs the results of" })
    .fill("nothing_at_all");
  await expect(
    page.getByRole("group", { name: "Task 2" }).getByText('There is no task "nothing_at_all"'),
  ).toBeVisible();
});

test("a group chat asks for what its way of choosing needs, and for who may speak after each", async ({
  page,
  request,
}) => {
  const name = newName("talk");
  await request.post("/api/v1/workflows/debate/copy", { data: { name } });
  await page.goto(`/workflows/${name}`);
  await page.getByRole("tab", { name: "Settings" }).click();
  const choosing = page.getByRole("group", { name: "Who speaks next" });
  await expect(choosing.getByRole("combobox", { name: "The agent that chooses" })).toHaveCount(0);
  await choosing.getByRole("combobox", { name: "Found" }).selectOption("By an agent");
  await expect(choosing.getByText("is required")).toBeVisible();
  await choosing.getByRole("combobox", { name: "The agent that chooses" }).selectOption("planner");
  await expect(choosing.getByText("is required")).toHaveCount(0);
  await choosing.getByRole("combobox", { name: "Found" }).selectOption("At random");
  const after = page.getByRole("group", { name: "Who may speak after whom" });
  await after.getByRole("textbox", { name: "After researcher" }).fill("critic, nobody-here");
  await expect(after.getByText('"nobody-here" is none of its members')).toBeVisible();
  await after.getByRole("textbox", { name: "After researcher" }).fill("critic");
  await expect(page.getByText("Nothing stands in the way of publishing.").first()).toBeVisible();
  await saved(page);
  const { how } = await draftOf(request, name);
  expect(how.select).toEqual({ by: "random" });
  expect(how.transitions).toEqual({ researcher: ["critic"] });
  await expectGoodLooks(page, "a group chat's settings");
});
