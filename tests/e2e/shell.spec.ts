import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { axeFindings } from "./axe-findings.ts";
import { complaintsOf } from "./complaints.ts";

async function newSession(request: APIRequestContext, title: string, tags: string[] = []): Promise<string> {
  const answer = await request.post("/api/v1/sessions", { data: { title, tags } });
  return (await answer.json()).id;
}

/** A name that no other test gives to a session. */
function unique(words: string): string {
  return `${words} ${Math.random().toString(36).slice(2, 8)}`;
}

/** The page hears from the server, so all that was drawn is alive. */
async function untilOnline(page: Page): Promise<void> {
  await expect(page.getByText("Online", { exact: true })).toBeAttached();
}

const sidebar = (page: Page) => page.getByRole("complementary", { name: "Sidebar" });
const sessionLink = (page: Page, title: string) => sidebar(page).getByRole("link", { name: title });

async function openMenuOf(page: Page, title: string): Promise<void> {
  await sessionLink(page, title).hover();
  await sidebar(page)
    .getByRole("button", { name: `Options for “${title}”` })
    .click();
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`what opens above the page in the ${colorScheme} theme has no serious findings`, async ({ page, request }) => {
    test.slow();
    const title = unique("Findings");
    await newSession(request, title);
    const complaints = complaintsOf(page);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto("/status");
    await untilOnline(page);
    const check = async (what: string) => {
      // What opens above the page belongs to none of its parts.
      expect([what, await axeFindings(page, ["region"])]).toEqual([what, []]);
      await page.keyboard.press("Escape");
      await expect(page.locator("[role=dialog], [role=alertdialog], [role=menu]")).toHaveCount(0);
    };

    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Command palette" })).toBeVisible();
    await check("palette");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await check("sheet");
    await openMenuOf(page, title);
    await expect(page.getByRole("menu")).toBeVisible();
    await check("menu");
    await openMenuOf(page, title);
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await check("question");
    await page.setViewportSize({ width: 375, height: 700 });
    await page.getByRole("button", { name: "Open the sidebar" }).click();
    await expect(page.getByRole("dialog", { name: "Sidebar" })).toBeVisible();
    await check("drawer");
    expect(complaints).toEqual([]);
  });
}

test.describe("the keyboard alone", () => {
  test("reaches the content first, then the palette, a page, the sheet and back", async ({ page }) => {
    await page.goto("/status");
    await untilOnline(page);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Refresh" })).toBeFocused();

    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Command palette" })).toBeFocused();
    await page.keyboard.type("appea");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL("/settings/appearance");

    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);

    await page.getByRole("link", { name: "Docs" }).focus();
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await expect(page).toHaveURL("/inbox");
  });

  test("names, pins and deletes a session", async ({ page, request }) => {
    const title = unique("By keyboard");
    const id = await newSession(request, title);
    await page.goto("/status");
    await untilOnline(page);
    const options = sidebar(page).getByRole("button", { name: `Options for “${title}”` });
    await sessionLink(page, title).focus();
    await page.keyboard.press("Tab");
    await expect(options).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem", { name: "Pin" })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("menuitem", { name: "Rename…" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
    await page.keyboard.type(`${title} again`);
    await page.keyboard.press("Enter");
    await expect(sessionLink(page, `${title} again`)).toBeVisible();
    expect((await (await request.get(`/api/v1/sessions/${id}`)).json()).title).toBe(`${title} again`);

    const renamed = sidebar(page).getByRole("button", { name: `Options for “${title} again”` });
    await expect(renamed).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem", { name: "Pin" })).toBeFocused();
    await page.keyboard.press("Enter");
    const pinned = sidebar(page).getByRole("region", { name: "Pinned" });
    await expect(pinned.getByRole("link", { name: `${title} again` })).toBeVisible();

    await renamed.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("menuitem", { name: "Unpin" })).toBeFocused();
    await page.keyboard.press("ArrowUp");
    await expect(page.getByRole("menuitem", { name: "Delete…" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("button", { name: "Delete", exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(sessionLink(page, title)).toHaveCount(0);
    expect((await request.get(`/api/v1/sessions/${id}`)).status()).toBe(404);
  });

  test("does nothing by a single key once that is turned off, nor where one types", async ({ page }) => {
    await page.goto("/settings/appearance");
    await untilOnline(page);
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await page.getByRole("searchbox", { name: "Search sessions" }).focus();
    await page.keyboard.press("?");
    await expect(page.getByRole("searchbox", { name: "Search sessions" })).toHaveValue("?");
    await expect(sheet).toHaveCount(0);

    const single = page.getByRole("switch", { name: "Shortcuts of a single key" });
    await single.focus();
    await page.keyboard.press("Space");
    await expect(single).not.toBeChecked();
    await page.keyboard.press("?");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Command palette" })).toBeVisible();
    await expect(sheet).toHaveCount(0);
    await page.keyboard.press("Escape");
    await single.focus();
    await page.keyboard.press("Space");
    await expect(single).toBeChecked();
    await page.keyboard.press("?");
    await expect(sheet).toBeVisible();
  });
});

test.describe("the sidebar", () => {
  test("hears of new, running, waiting and deleted sessions without a reload", async ({ page, request }) => {
    await page.goto("/status");
    await untilOnline(page);
    const title = unique("Live");
    const id = await newSession(request, title);
    await expect(sessionLink(page, title)).toBeVisible();
    await request.post("/api/v1/messages", { data: { sessionId: id, content: "Ask me which colour: red, blue" } });
    await expect(sessionLink(page, `${title} (waiting on you)`)).toBeVisible();
    await expect(page.getByText(`“${title}” waits on you.`)).toBeAttached();
    await request.patch(`/api/v1/sessions/${id}`, { data: { title: `${title} renamed` } });
    await expect(sessionLink(page, `${title} renamed`)).toBeVisible();
    await request.delete(`/api/v1/sessions/${id}`);
    await expect(sessionLink(page, title)).toHaveCount(0);
  });

  test("is drawn by the server, with its sessions, before any script runs", async ({ browser, request, baseURL }) => {
    const title = unique("Without scripts");
    await newSession(request, title);
    const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
    const page = await context.newPage();
    await page.goto("/status");
    await expect(sessionLink(page, title)).toBeVisible();
    await context.close();
  });

  test("finds sessions by the server's search, and comes back to all", async ({ page, request }) => {
    const [one, other] = [unique("Needle"), unique("Haystack")];
    await newSession(request, one);
    await newSession(request, other);
    await page.goto("/status");
    await untilOnline(page);
    const search = page.getByRole("searchbox", { name: "Search sessions" });
    await search.fill(one);
    await expect(sidebar(page).getByRole("region", { name: "Found" }).getByRole("link")).toHaveCount(1);
    await expect(sessionLink(page, other)).toHaveCount(0);
    await search.press("Escape");
    await expect(sessionLink(page, other)).toBeVisible();
  });

  test("stays collapsed over a reload, from the first frame on", async ({ page }) => {
    await page.goto("/status");
    await untilOnline(page);
    await page.getByRole("button", { name: "Collapse the sidebar" }).click();
    await expect(page.getByRole("searchbox", { name: "Search sessions" })).toBeHidden();
    await rememberFirstFrame(page);
    await page.reload();
    await expect(page.getByRole("button", { name: "Expand the sidebar" })).toBeVisible();
    expect(await firstFrame(page)).toMatchObject({ sidebar: "collapsed" });
  });

  test("is a drawer on a phone, and closes when a link in it is followed", async ({ page }) => {
    await page.setViewportSize({ width: 375, height: 700 });
    await page.goto("/status");
    await expect(page.getByText("Online", { exact: true })).toBeAttached();
    await page.getByRole("button", { name: "Open the sidebar" }).click();
    const drawer = page.getByRole("dialog", { name: "Sidebar" });
    await drawer.getByRole("link", { name: "Settings" }).click();
    await expect(page).toHaveURL("/settings/appearance");
    await expect(drawer).toHaveCount(0);
  });

  test("says when the connection is lost, and when it is back", async ({ page }) => {
    let open = true;
    let close = () => {};
    await page.route(/\/socket\.io\/.*transport=polling/, (route) => (open ? route.continue() : route.abort()));
    await page.routeWebSocket(/\/socket\.io\//, (socket) => {
      if (!open) return void socket.close({ code: 4000 });
      socket.connectToServer();
      close = () => void socket.close({ code: 4000 });
    });
    await page.goto("/status");
    await untilOnline(page);
    open = false;
    close();
    await expect(page.getByText("Offline, trying again")).toBeVisible();
    await expect(page.getByText("The connection to the server was lost. Trying again.")).toBeAttached();
    open = true;
    await expect(page.getByText("Online", { exact: true })).toBeVisible();
  });
});

test("the theme is kept, without a flash of another one", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/settings/appearance");
  await page.getByRole("radio", { name: "Dark" }).check();
  const dark = await background(page);
  await rememberFirstFrame(page);
  await page.reload();
  expect(await firstFrame(page)).toMatchObject({ theme: "dark", background: dark });
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
  await page.getByRole("radio", { name: "System" }).check();
  expect(await background(page)).not.toBe(dark);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await background(page)).toBe(dark);
});

test("density and text size change at once, are kept, and reach other tabs", async ({ page, context }) => {
  await page.goto("/settings/appearance");
  const other = await context.newPage();
  await other.goto("/status");
  await untilOnline(other);
  const height = async (where: Page) =>
    (await sidebar(where).getByRole("link", { name: "Runs", exact: true }).boundingBox())?.height ?? 0;
  const before = await height(page);
  await page.getByRole("radio", { name: "Compact" }).check();
  expect(await height(page)).toBeLessThan(before);
  await expect.poll(() => height(other)).toBe(await height(page));
  const compact = await height(page);
  await page.getByRole("radio", { name: "Larger" }).check();
  expect(await height(page)).toBeGreaterThan(compact);
  await page.reload();
  await expect(page.getByRole("radio", { name: "Compact" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Larger" })).toBeChecked();
});

test("every target is at least 24 pixels high and wide, in the densest look too", async ({ page }) => {
  await page.goto("/dev/ui");
  await page.evaluate(() => {
    localStorage.setItem("troupe.appearance", JSON.stringify({ density: "compact", fontSize: "small" }));
  });
  for (const path of ["/dev/ui", "/settings/appearance", "/status"]) {
    await page.goto(path);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button, a[href], summary, select, input, textarea")]
        // What lies within a label is pressed by it; links within a sentence are as high as its line.
        .map((element) => element.closest("label") ?? element)
        .filter((element) => getComputedStyle(element).display !== "inline")
        .map((element) => ({ html: element.outerHTML.slice(0, 120), box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && (box.width < 24 || box.height < 24))
        .map(({ html, box }) => `${Math.round(box.width)} × ${Math.round(box.height)} ${html}`),
    );
    expect([path, small]).toEqual([path, []]);
  }
});

test("a page runs only the scripts that its own answer names", async ({ page, request }) => {
  const policy = async () => (await request.get("/status")).headers()["content-security-policy"] ?? "";
  const [first, second] = [await policy(), await policy()];
  expect(first).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic';/);
  expect(first).not.toContain("unsafe-eval");
  expect(first).not.toBe(second);

  await page.goto("/status");
  await untilOnline(page);
  const refused = await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), {
          once: true,
        });
        document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\"document.title = 'it ran'\">");
      }),
  );
  expect(refused).toBe("script-src-attr");
  // The number before it tells how much waits for a person.
  await expect(page).toHaveTitle(/^(\(\d+\) )?Status · Troupe$/);
});

function background(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
}

/** Notes what the page looks like at the very moment when its body begins. */
async function rememberFirstFrame(page: Page): Promise<void> {
  await page.addInitScript(() => {
    new MutationObserver((_changes, observer) => {
      if (!document.body) return;
      observer.disconnect();
      const { theme, sidebar: side } = document.documentElement.dataset;
      const color = getComputedStyle(document.documentElement).backgroundColor;
      Reflect.set(window, "firstFrame", { theme, sidebar: side, background: color });
    }).observe(document, { childList: true, subtree: true });
  });
}

function firstFrame(page: Page): Promise<unknown> {
  return page.evaluate(() => Reflect.get(window, "firstFrame"));
}
