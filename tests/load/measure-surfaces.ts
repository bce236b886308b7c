import type { Browser, CDPSession } from "@playwright/test";
import { postMessage } from "./post-message.ts";

export interface SurfaceFigures {
  updates: number;
  perSecond: number;
  /** Of the time in which the updates came, how much the page's main thread was at work, from 0 to 1. */
  busy: number;
  /** How often the surface was drawn anew. */
  drawn: number;
}

const perSecond = 1_000;
const seconds = 10;

/**
 * A surface on an open page that is changed a thousand times a second, each change an event of its own in a frame of its
 * own. They are put into the page's socket as if the server had sent them: what is measured is the page, from there to the
 * drawing.
 */
export async function measureSurfaces(browser: Browser, url: string): Promise<SurfaceFigures> {
  const agent = await showingAgent(url);
  const { sessionId } = await postMessage(url, { content: "Show me a dashboard", agent, wait: true });
  const { head } = (await (await fetch(`${url}/api/v1/sessions/${sessionId}`)).json()) as { head: number };
  const { items } = (await (await fetch(`${url}/api/v1/sessions/${sessionId}/events?limit=500`)).json()) as {
    items: { type: string; surfaceId?: string }[];
  };
  const surfaceId = items.find(({ type }) => type === "surface.shown")?.surfaceId;
  if (!surfaceId) throw new Error("No surface was shown.");

  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript({ content: "globalThis.__name = (named) => named;" });
  await page.addInitScript(keepSocket);
  await page.goto(`${url}/chat/${sessionId}`);
  await page.getByText("Online", { exact: true }).waitFor();
  await page.getByRole("article", { name: "At a glance" }).getByText("Orders today").waitFor();
  await page.waitForLoadState("networkidle");

  const updates = perSecond * seconds;
  await page.evaluate(prepare, { sessionId, surfaceId, head, updates });
  // One account from before to after: each begins at zero.
  const account = await page.context().newCDPSession(page);
  await account.send("Performance.enable");
  const before = await metrics(account);
  const drawn = await page.evaluate(deliver, { perSecond });
  const after = await metrics(account);
  const shown = await page.getByRole("article", { name: "At a glance" }).textContent();
  if (!shown?.includes(updates.toLocaleString("en-US")))
    throw new Error(`The last of ${updates} updates is not shown: ${shown}`);
  await page.close();
  return { updates, perSecond, busy: (after.task - before.task) / (after.at - before.at), drawn };
}

async function showingAgent(url: string): Promise<string> {
  const agent = { name: "shower", instructions: "Show.", models: ["demo/demo"], tools: ["show_surface"] };
  const answer = await fetch(`${url}/api/v1/agents`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(agent),
  });
  if (!answer.ok) throw new Error(`The agent was not taken: ${await answer.text()}`);
  return agent.name;
}

/** The browser's own account, in seconds: how long tasks ran on the main thread, and when it was asked. */
async function metrics(account: CDPSession): Promise<{ task: number; at: number }> {
  const { metrics: all } = await account.send("Performance.getMetrics");
  const value = (name: string) => all.find((each) => each.name === name)?.value ?? Number.NaN;
  return { task: value("TaskDuration"), at: value("Timestamp") };
}

/** Runs in the page before everything else. */
function keepSocket(): void {
  const Real = WebSocket;
  Reflect.set(
    window,
    "WebSocket",
    class extends Real {
      constructor(...given: ConstructorParameters<typeof WebSocket>) {
        super(...given);
        Reflect.set(window, "keptSocket", this);
      }
    },
  );
}

/** Runs in the page: writes every frame beforehand, so that only their reading is measured. */
function prepare(given: { sessionId: string; surfaceId: string; head: number; updates: number }): void {
  const { sessionId, surfaceId, head, updates } = given;
  const frames = Array.from({ length: updates }, (_, index) => {
    const value = index + 1;
    const orders = { op: "replace", path: "/nodes/orders/value", value };
    const bar = { op: "replace", path: `/nodes/chart/series/0/values/${index % 3}`, value: 10 + (index % 40) };
    const event = {
      seq: head + value,
      at: new Date().toISOString(),
      type: "surface.changed",
      surfaceId,
      patch: value % 2 === 0 ? [orders] : [bar],
      by: { kind: "agent", id: "shower" },
    };
    return `42${JSON.stringify(["events", { sessionId, events: [event] }])}`;
  });
  Reflect.set(window, "surfaceFrames", frames);
}

/** Runs in the page: gives the frames to the socket at their pace, and counts how often the surface changed on the page. */
function deliver({ perSecond }: { perSecond: number }): Promise<number> {
  const frames = Reflect.get(window, "surfaceFrames") as string[];
  const socket = Reflect.get(window, "keptSocket") as WebSocket;
  const surface = document.querySelector(".surface");
  if (!surface) throw new Error("There is no surface on this page.");
  let drawn = 0;
  new MutationObserver(() => {
    drawn += 1;
  }).observe(surface, { subtree: true, childList: true, characterData: true, attributes: true });
  const begun = performance.now();
  let sent = 0;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(frames.length, Math.floor(((performance.now() - begun) * perSecond) / 1_000));
      for (; sent < due; sent++) socket.dispatchEvent(new MessageEvent("message", { data: frames[sent] }));
      if (sent < frames.length) return;
      clearInterval(timer);
      setTimeout(() => resolve(drawn), 500);
    }, 4);
  });
}
