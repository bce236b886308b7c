import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { pdf, png } from "../files/make-files.ts";
import { answers, beginChat, composer, log, say, untilIdle } from "./chat-talk.ts";
import { expectGoodLooks, onPhone } from "./looks.ts";

// Only ends a test that waits for ever, also on a machine that has much else to do.
test.describe.configure({ timeout: 120_000 });

const notes = { name: "notes.md", mimeType: "text/markdown", buffer: Buffer.from("# Notes\n".repeat(500)) };
const report = { name: "report.pdf", mimeType: "application/pdf", buffer: pdf("Revenue grew", "and costs fell") };
const picture = { name: "picture.png", mimeType: "image/png", buffer: png };
const broken = { name: "broken.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 nothing") };

const tray = (page: Page) => page.locator("form").getByRole("list", { name: "Attached files" });
const waiting = (page: Page) => page.getByRole("list", { name: "Waiting messages" });

async function pick(page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files, up to 20 MB each" }).click();
  await (await chooser).setFiles(files);
}

/** As the browser tells of files that are dropped or pasted. */
async function hand(page: Page, how: "drop" | "paste", name: string, bytes: number | string): Promise<void> {
  const target = how === "drop" ? log(page) : composer(page);
  await target.evaluate(
    (element, [event, fileName, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([typeof content === "number" ? new Uint8Array(content) : content], fileName));
      const init = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        event === "drop"
          ? new DragEvent("drop", { ...init, dataTransfer: data })
          : new ClipboardEvent("paste", { ...init, clipboardData: data }),
      );
    },
    [how, name, bytes] as const,
  );
}

test("files are picked, dropped and pasted, read, kept with the draft, sent and shown", async ({ page }) => {
  await beginChat(page, "What are you");
  await untilIdle(page);
  await pick(page, report, picture);
  await hand(page, "drop", "dropped.txt", "It fell from above.");
  await hand(page, "paste", "pasted.txt", "It came along.");
  await expect(tray(page).getByText("2 pages")).toBeVisible();
  await expect(tray(page).getByRole("listitem")).toHaveCount(4);
  await expect(tray(page).getByText("tokens")).toHaveCount(3);
  await expect(page.getByText("Say what to do with the files")).toBeVisible();
  await composer(page).fill("Compare these files");

  await page.reload();
  await expect(composer(page)).toHaveValue("Compare these files");
  await expect(tray(page).getByRole("listitem")).toHaveCount(4);
  await tray(page).getByRole("button", { name: "Remove pasted.txt" }).click();
  await composer(page).press("Enter");

  const files = log(page).getByRole("list", { name: "Attached files" });
  await expect(files.getByRole("link")).toHaveCount(3);
  await expect(tray(page)).toHaveCount(0);
  const image = files.getByRole("img", { name: "picture.png" });
  await expect.poll(() => image.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBeGreaterThan(0);
  await expect(files.getByRole("link", { name: "report.pdf" })).toContainText("tokens");
  const download = page.waitForEvent("download");
  await files.getByRole("link", { name: "report.pdf" }).click();
  expect(readFileSync(await (await download).path()).equals(report.buffer)).toBe(true);
  await untilIdle(page);
  await page.reload();
  await expect(files.getByRole("link")).toHaveCount(3);
  await expect(tray(page)).toHaveCount(0);
});

test("a file that cannot be read says why and holds the message, and one that is too large is never sent", async ({
  page,
}) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("/files?")) sent.push(request.url());
  });
  await beginChat(page, "What are you");
  await untilIdle(page);
  await pick(page, broken);
  const item = tray(page).getByRole("listitem").filter({ hasText: "broken.pdf" });
  await expect(item.getByText("It could not be read")).toBeVisible();
  await composer(page).fill("Read this");
  await expect(page.getByText("Remove the file that failed, or try it again")).toBeVisible();
  await composer(page).press("Enter");
  await item.getByRole("button", { name: "Try broken.pdf again" }).click();
  await expect.poll(() => sent.length).toBe(2);
  await expect(item.getByText("It could not be read")).toBeVisible();
  await item.getByRole("button", { name: "Remove broken.pdf" }).click();

  await hand(page, "drop", "huge.bin", 21 * 1024 * 1024);
  await expect(tray(page).getByText("It is 21 MB; up to 20 MB can be attached.")).toBeVisible();
  await expect(tray(page).getByRole("button", { name: "Try huge.bin again" })).toHaveCount(0);
  await tray(page).getByRole("button", { name: "Remove huge.bin" }).click();
  expect(sent).toHaveLength(2);
  await composer(page).press("Enter");
  await expect(log(page).getByText("Read this")).toBeVisible();
});

test("a message that is sent while its files are read goes by itself when they are", async ({ page }) => {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/api/v1/files?*", async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto("/chat");
  await pick(page, notes);
  await composer(page).fill("What do my notes say");
  await composer(page).press("Enter");
  await expect(page.locator("form").getByText("Is sent as soon as the files are read")).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/chat");
  letGo();
  await page.waitForURL(/\/chat\/[\w:-]+$/);
  await expect(log(page).getByRole("link", { name: "notes.md" })).toBeVisible();
});

test("a full composer looks good, on a dark phone and a light desktop", async ({ page }) => {
  await onPhone(page);
  await beginChat(page, "Write a long story of 600 words");
  for (const content of ["First in line", "Second in line"]) {
    await say(page, content);
    await expect(waiting(page).getByText(content)).toBeVisible();
  }
  await pick(page, report, picture, broken);
  await expect(tray(page).getByText("It could not be read")).toBeVisible();
  await composer(page).fill("/calc");
  await expect(page.getByRole("option", { name: "/calculate" })).toBeVisible();
  await composer(page).press("Enter");
  await page.getByRole("textbox", { name: "expression" }).fill("6*7");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText("Result, after")).toBeVisible();
  await expectGoodLooks(page, "the full composer");
  await page.getByRole("button", { name: "Close" }).first().click();
  await composer(page).fill("/");
  await expect(page.getByRole("listbox", { name: "Commands and tools" })).toBeVisible();
  await expectGoodLooks(page, "the list of commands");
});

test("a tool is found, filled in, run and put into a message with the keyboard alone", async ({ page }) => {
  await beginChat(page, "What are you");
  await untilIdle(page);
  await composer(page).focus();
  await page.keyboard.type("/calcul");
  await expect(page.getByRole("option", { name: "/calculate" })).toBeVisible();
  await page.keyboard.press("Enter");
  const expression = page.getByRole("textbox", { name: "expression" });
  await expect(expression).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Fill this in.")).toBeVisible();
  await page.keyboard.type("6*");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("A number is missing at the end.")).toBeVisible();
  await page.keyboard.type("7");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("section pre")).toHaveText("42");
  for (let presses = 0; presses < 10; presses++) {
    if (await page.getByRole("button", { name: "Put into the message" }).evaluate((it) => it.matches(":focus"))) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).toHaveValue(/I ran the tool `calculate`.*```\n42\n```/s);
  await expect(page.getByRole("heading", { name: "Run calculate" })).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(log(page).getByText("I ran the tool")).toBeVisible();
});

test("a slash offers commands, and one of them changes the theme", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await beginChat(page, "What are you");
  await untilIdle(page);
  await composer(page).fill("/th");
  await expect(page.getByRole("option").first()).toBeVisible();
  await composer(page).press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(composer(page)).toHaveValue("");
});

test("what waits is put in another order by buttons and by hand, in every window, and answered so", async ({
  page,
  context,
}) => {
  await beginChat(page, "Ask me which way: left or right");
  await expect(page.getByRole("radio", { name: "left" })).toBeVisible();
  for (const content of ["Calculate 1+1", "Calculate 2+2", "Calculate 3+3"]) {
    await say(page, content);
    await expect(waiting(page).getByText(content)).toBeVisible();
  }
  const other = await context.newPage();
  await other.goto(page.url());
  const order = (at: Page) => waiting(at).getByText(/^Calculate/);
  const third = waiting(page).getByRole("listitem").filter({ hasText: "3+3" });
  await third.getByRole("button", { name: "Move up" }).focus();
  await page.keyboard.press("Enter");
  await expect(order(page)).toHaveText(["Calculate 1+1", "Calculate 3+3", "Calculate 2+2"]);
  await expect(third.getByRole("button", { name: "Move up" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(order(other)).toHaveText(["Calculate 3+3", "Calculate 1+1", "Calculate 2+2"]);
  await waiting(page)
    .getByRole("listitem")
    .filter({ hasText: "1+1" })
    .dragTo(waiting(page).getByRole("listitem").filter({ hasText: "2+2" }));
  await expect(order(other)).toHaveText(["Calculate 3+3", "Calculate 2+2", "Calculate 1+1"]);
  await page.getByRole("radio", { name: "left" }).check();
  await page.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(waiting(page)).toHaveCount(0);
  await untilIdle(page);
  const said = await log(page).getByRole("article", { name: "You" }).allInnerTexts();
  expect(said.map((text) => /Calculate (\d)/.exec(text)?.[1]).filter(Boolean)).toEqual(["3", "2", "1"]);
});

test("another window of the same session is told, and so is what is typed there", async ({
  page,
  browser,
  baseURL,
}) => {
  await beginChat(page, "What are you");
  await untilIdle(page);
  const badge = page.getByText("Also open in another window");
  await expect(badge).toHaveCount(0);
  const elsewhere = await browser.newContext({ baseURL: baseURL as string });
  const other = await elsewhere.newPage();
  await other.goto(page.url());
  await expect(badge).toBeVisible();
  await expect(other.getByText("Also open in another window")).toBeVisible();
  await composer(other).fill("Some");
  await expect(page.getByText("You are typing in another window…")).toBeVisible();
  await expect(other.getByText("You are typing in another window…")).toHaveCount(0);
  await say(other, "Who are you?");
  await expect(page.getByText("You are typing in another window…")).toHaveCount(0);
  await expect(log(page).getByText("Who are you?")).toBeVisible();
  await composer(other).fill("Gone in the middle of");
  await expect(page.getByText("You are typing in another window…")).toBeVisible();
  await elsewhere.close();
  await expect(page.getByText("You are typing in another window…")).toHaveCount(0);
  await expect(badge).toHaveCount(0);
});

test("how long it thought, and how fast it writes, is as the server measured", async ({ page }) => {
  await beginChat(page, "Think about it, then write a long story of 400 words");
  await expect(page.getByRole("complementary", { name: "State" }).getByText(/\d tok\/s/)).toBeVisible();
  await untilIdle(page);
  await expect(page.getByRole("complementary", { name: "State" }).getByText(/\d tok\/s/)).toHaveCount(0);
  await page.reload();
  await expect(log(page).getByText(/^Thought for \d/)).toBeVisible();
});

test("each session has a draft of its own, also when one leaves in the middle of a word", async ({ page }) => {
  await beginChat(page, "Calculate 1+1");
  await untilIdle(page);
  const first = page.url();
  await composer(page).fill("The first draft");
  await page.getByRole("link", { name: "New chat" }).first().click();
  await expect(page.getByRole("heading", { name: "What shall we do?" })).toBeVisible();
  await expect(composer(page)).toHaveValue("");
  await say(page, "Calculate 2+2");
  await page.waitForURL((url) => /\/chat\/[\w:-]+$/.test(url.pathname) && url.href !== first);
  await composer(page).fill("The second draft");
  const second = page.url();
  await page.goto(first);
  await expect(composer(page)).toHaveValue("The first draft");
  await page.goto(second);
  await expect(composer(page)).toHaveValue("The second draft");
});

test("what was sent without a connection goes once, also when the page was closed meanwhile", async ({
  page,
  context,
}) => {
  await beginChat(page, "What are you");
  await untilIdle(page);
  await context.setOffline(true);
  await expect(page.getByText("No connection.")).toBeVisible();
  await say(page, "Calculate 6*7");
  await expect(page.getByText("Is sent once the connection is back")).toBeVisible();
  const address = page.url();
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(address);
  await expect(answers(again).last()).toContainText("42");
  await again.reload();
  await untilIdle(again);
  await expect(log(again).getByRole("article", { name: "You" }).filter({ hasText: "6*7" })).toHaveCount(1);
});

test("a new chat that could not begin keeps what was written, and begins once", async ({ page }) => {
  await page.goto("/chat");
  await pick(page, notes);
  await expect(tray(page).getByText("tokens")).toBeVisible();
  await page.route("**/api/v1/messages", async (route) => {
    // It was taken in, and the answer was lost.
    await route.fetch();
    await route.abort();
  });
  await say(page, "Only once, please");
  await expect(
    page.getByRole("region", { name: "Notifications" }).getByText("The chat could not be started."),
  ).toBeVisible();
  await expect(composer(page)).toHaveValue("Only once, please");
  await expect(tray(page).getByRole("listitem")).toHaveCount(1);
  await page.unroute("**/api/v1/messages");
  await composer(page).press("Enter");
  await page.waitForURL(/\/chat\/[\w:-]+$/);
  const { items } = await (await page.request.get("/api/v1/sessions?search=Only once")).json();
  expect(items).toHaveLength(1);
});

test("an Enter that ends a composition does not send", async ({ page }) => {
  await beginChat(page, "What are you");
  await untilIdle(page);
  const input = await page.context().newCDPSession(page);
  await composer(page).focus();
  await input.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
  await composer(page).dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await composer(page).dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
  await input.send("Input.insertText", { text: "日本" });
  await expect(composer(page)).toHaveValue("日本");
  await composer(page).press("Enter");
  await expect(log(page).getByText("日本", { exact: true })).toBeVisible();
  await expect(log(page).getByRole("article", { name: "You" })).toHaveCount(2);
});

test("a long text is pasted whole, and one that no message holds becomes a file", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await beginChat(page, "What are you");
  await untilIdle(page);
  const paste = async (length: number) => {
    await page.evaluate((count) => navigator.clipboard.writeText("words ".repeat(count / 6)), length);
    await composer(page).focus();
    await page.keyboard.press("Control+V");
  };
  await paste(200_004);
  await expect
    .poll(() =>
      composer(page)
        .inputValue()
        .then((text) => text.length),
    )
    .toBe(200_004);
  await page.keyboard.type(" Calculate 6*7");
  await page.keyboard.press("Enter");
  await expect(log(page).getByRole("article", { name: "You" })).toHaveCount(2);
  await expect(composer(page)).toHaveValue("");
  await untilIdle(page);
  await paste(600_000);
  await expect(tray(page).getByText("pasted-text.txt", { exact: true })).toBeVisible();
  await expect(composer(page)).toHaveValue("");
});

test("what was said before comes back with the arrow, and the arrow moves within a text of several lines", async ({
  page,
}) => {
  await beginChat(page, "Calculate 1+1");
  await expect(answers(page).last()).toContainText("answered: 2");
  await say(page, "Calculate 2+2");
  await expect(answers(page).last()).toContainText("answered: 4");
  await composer(page).press("ArrowUp");
  await expect(composer(page)).toHaveValue("Calculate 2+2");
  await composer(page).press("ArrowUp");
  await expect(composer(page)).toHaveValue("Calculate 1+1");
  await composer(page).press("ArrowDown");
  await composer(page).press("ArrowDown");
  await expect(composer(page)).toHaveValue("");
  await page.keyboard.type("one");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("two");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("!");
  await expect(composer(page)).toHaveValue("one!\ntwo");
});

test("on a phone Enter begins a new line, the field grows with it, and the button sends", async ({
  browser,
  baseURL,
}) => {
  const phone = await browser.newContext({
    baseURL: baseURL as string,
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await phone.newPage();
  await page.goto("/chat");
  const low = (await composer(page).boundingBox())?.height ?? 0;
  await composer(page).pressSequentially("one");
  await composer(page).press("Enter");
  await composer(page).pressSequentially("two");
  await composer(page).press("Enter");
  await composer(page).pressSequentially("three");
  await expect(composer(page)).toHaveValue("one\ntwo\nthree");
  expect((await composer(page).boundingBox())?.height ?? 0).toBeGreaterThan(low * 2);
  await page.getByRole("button", { name: "Send", exact: true }).tap();
  await page.waitForURL(/\/chat\/[\w:-]+$/);
  await phone.close();
});

test("a message that interrupts says so when it has been delivered", async ({ page }) => {
  await beginChat(page, "Write a long story of 2000 words");
  await expect(log(page).getByText("came to the harbour").first()).toBeVisible();
  await page.getByRole("button", { name: "Interrupt" }).click();
  await say(page, "Calculate 6*7");
  await expect(answers(page).last()).toContainText("42");
  await expect(log(page).getByText("Interrupted the agent")).toBeVisible();
});

test("a message that is delivered while it is edited keeps what was typed, and becomes another version", async ({
  page,
}) => {
  await beginChat(page, "Ask me which way: left or right");
  await expect(page.getByRole("radio", { name: "left" })).toBeVisible();
  await say(page, "Calculate 2+2");
  await waiting(page).getByRole("button", { name: "Change" }).click();
  await page.getByLabel("Edit your message").fill("Calculate 6*7");
  await page.getByRole("radio", { name: "left" }).check();
  await page.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(waiting(page).getByText("It was sent while you changed it.")).toBeVisible();
  await untilIdle(page);
  await expect(page.getByLabel("Edit your message")).toHaveValue("Calculate 6*7");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(answers(page).last()).toContainText("42");
  await expect(waiting(page)).toHaveCount(0);
});
