import { expect, type Page, test, type WebSocketRoute } from "@playwright/test";

/** The page is a client by hand, so its tests play the server by hand: every packet is told and every answer read. */
class Server {
  readonly joins: { sessionId: string; after: number }[] = [];
  readonly commands: { commandId: string; command: { type: string } & Record<string, unknown> }[] = [];
  /** What `join` answers with, besides what was told since. */
  log: object[] = [];
  answersCommands = true;
  private socket: WebSocketRoute | undefined;

  async listen(page: Page): Promise<void> {
    await page.route("**/api/v1/sessions", (route) => route.fulfill({ status: 201, json: { id: "s1" } }));
    await page.routeWebSocket(/\/socket\.io\/\?EIO=4&transport=websocket$/, (socket) => {
      this.socket = socket;
      socket.onMessage((packet) => this.receive(String(packet)));
      socket.send('0{"sid":"e1","upgrades":[],"pingInterval":25000,"pingTimeout":20000}');
    });
  }

  tell(name: "events" | "live", list: object[]): void {
    this.socket?.send(`42${JSON.stringify([name, { sessionId: "s1", [name]: list }])}`);
  }

  send(packet: string): void {
    this.socket?.send(packet);
  }

  async disconnect(): Promise<void> {
    await this.socket?.close({ code: 4000 });
  }

  readonly packets: string[] = [];

  private receive(packet: string): void {
    this.packets.push(packet);
    if (packet === "40") this.send('40{"sid":"s"}');
    const [, number, body] = /^42(\d+)(\[.*)$/.exec(packet) ?? [];
    if (!body) return;
    const [name, value] = JSON.parse(body);
    if (name === "join") {
      this.joins.push(value);
      const events = this.log.slice(value.after);
      this.send(`43${number}${JSON.stringify([{ head: this.log.length, events, partials: [] }])}`);
    } else {
      this.commands.push(value);
      if (this.answersCommands) this.send(`43${number}${JSON.stringify([{ cursor: this.log.length }])}`);
    }
  }
}

const message = (id: string, kind: string, content: string) => ({ id, content, author: { kind, id: kind } });
const opening = [
  { seq: 1, type: "session.opened", title: "Playground" },
  { seq: 2, type: "message.posted", message: message("m1", "user", "Hello"), parentId: null },
  { seq: 3, type: "run.queued", runId: "r1", agent: "general" },
  { seq: 4, type: "turn.started", runId: "r1", turnId: "t1", attempt: 1, model: "demo" },
];
const delta = (offset: number, text: string) => ({ type: "text.delta", runId: "r1", turnId: "t1", offset, text });

async function begin(page: Page, server: Server): Promise<void> {
  await server.listen(page);
  await page.goto("/playground.html#s1");
  await expect.poll(() => server.joins.length).toBe(1);
}

test("a first message opens a session, joins it and is sent once", async ({ page }) => {
  const server = new Server();
  await server.listen(page);
  await page.goto("/playground.html");
  await expect(page.getByRole("status")).toHaveText("Connected");
  await page.getByLabel("Message").fill("Hello");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => server.commands.map(({ command }) => command))
    .toEqual([{ type: "message.post", content: "Hello" }]);
  expect(server.joins).toEqual([{ sessionId: "s1", after: 0 }]);
  await expect(page).toHaveURL(/#s1$/);
  await expect(page.getByLabel("Message")).toHaveValue("");
});

test("text appears while it is made, doubled and misplaced pieces change nothing, and the fact has the last word", async ({
  page,
}) => {
  const server = new Server();
  await begin(page, server);
  server.tell("events", opening);
  server.tell("live", [delta(0, "Good "), delta(0, "Good "), delta(5, "day"), delta(40, "lost")]);
  const log = page.getByRole("log");
  await expect(log.locator(".streaming .text")).toHaveText("Good day");
  server.tell("events", [
    { seq: 5, type: "turn.completed", runId: "r1", turnId: "t1", message: message("m2", "agent", "Good day to you.") },
    { seq: 6, type: "run.finished", runId: "r1", outcome: "done" },
  ]);
  await expect(log.getByText("Good day to you.")).toBeVisible();
  await expect(log.locator(".streaming")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Stop" })).toBeDisabled();
});

test("Stop cancels the open run", async ({ page }) => {
  const server = new Server();
  await begin(page, server);
  server.tell("events", opening);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect.poll(() => server.commands.map(({ command }) => command)).toEqual([{ type: "run.cancel", runId: "r1" }]);
});

test("what a model writes is shown as text and never as HTML", async ({ page }) => {
  const server = new Server();
  await begin(page, server);
  server.tell("events", opening);
  server.tell("live", [delta(0, '<img src=x onerror="document.title=1">')]);
  await expect(page.getByRole("log").getByText("<img src=x")).toBeVisible();
  await expect(page.getByRole("log").locator("img")).toHaveCount(0);
});

for (const [name, label, expected] of [
  ["approved", "Approve save_data", { type: "tool.approve", callId: "c1" }],
  ["denied", "Deny save_data", { type: "tool.deny", callId: "c1", reason: "Not today" }],
] as const) {
  test(`a tool that asks for permission can be ${name}`, async ({ page }) => {
    const server = new Server();
    await begin(page, server);
    const approval = { reason: "It writes.", digest: "d" };
    server.tell("events", [
      ...opening,
      {
        seq: 5,
        type: "tool.proposed",
        runId: "r1",
        callId: "c1",
        tool: "save_data",
        arguments: { name: "a" },
        approval,
      },
    ]);
    await page.getByLabel("Reason, if you deny it").fill("Not today");
    await page.getByRole("button", { name: label }).click();
    await expect.poll(() => server.commands.map(({ command }) => command)).toEqual([expected]);
    await expect(page.getByRole("button", { name: label })).toHaveCount(0);
  });
}

test("a question is answered in words or by a choice", async ({ page }) => {
  const server = new Server();
  await begin(page, server);
  const ask = (seq: number, callId: string) => ({
    ...{ seq, type: "question.asked", runId: "r1", callId },
    ...{ question: `Which one, ${callId}?`, choices: ["red", "blue"] },
  });
  server.tell("events", [...opening, ask(5, "c1"), ask(6, "c2")]);
  await page.getByRole("button", { name: "blue" }).last().click();
  await page.getByLabel("Which one, c1?").fill("green");
  await page.getByLabel("Which one, c1?").press("Enter");
  await expect
    .poll(() => server.commands.map(({ command }) => command))
    .toEqual([
      { type: "question.answer", callId: "c2", answer: "blue" },
      { type: "question.answer", callId: "c1", answer: "green" },
    ]);
});

test("after a lost connection it joins at its cursor, and sends again what was not answered, under the same id", async ({
  page,
}) => {
  const server = new Server();
  await begin(page, server);
  server.tell("events", opening);
  await expect(page.getByRole("log").getByText("Hello")).toBeVisible();
  server.answersCommands = false;
  await page.getByRole("button", { name: "Stop" }).click();
  await expect.poll(() => server.commands.length).toBe(1);
  server.log = [...opening, { seq: 5, type: "run.finished", runId: "r1", outcome: "cancelled" }];
  server.answersCommands = true;
  await server.disconnect();
  await expect(page.getByRole("log").getByText("Stopped.")).toBeVisible();
  expect(server.joins.map(({ after }) => after)).toEqual([0, 4]);
  await expect.poll(() => server.commands.length).toBe(2);
  expect(server.commands[1]).toEqual(server.commands[0]);
});

test("a hole in the numbers is filled by joining again, without doubling anything", async ({ page }) => {
  const server = new Server();
  await begin(page, server);
  server.log = opening;
  server.tell("events", opening.slice(0, 1));
  server.tell("events", opening.slice(2));
  await expect(page.getByRole("log").getByText("Hello")).toHaveCount(1);
  expect(server.joins.map(({ after }) => after)).toEqual([0, 1]);
});

test("it answers the server's ping", async ({ page }) => {
  const server = new Server();
  await begin(page, server);
  server.send("2");
  await expect.poll(() => server.packets.includes("3")).toBe(true);
});

test("its style sheet and scripts satisfy a strict content security policy", async ({ page }) => {
  const complaints: string[] = [];
  page.on("console", (entry) => {
    if (/Content Security Policy/.test(entry.text())) complaints.push(entry.text());
  });
  const server = new Server();
  await server.listen(page);
  const answer = await page.goto("/playground.html");
  expect(answer?.headers()["content-security-policy"]).toMatch(/^default-src 'self';/);
  await expect(page.getByRole("status")).toHaveText("Connected");
  expect(complaints).toEqual([]);
});
