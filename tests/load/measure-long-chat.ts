import type { Browser, Page } from "@playwright/test";
import { median } from "./median.ts";
import { newPage } from "./new-page.ts";
import { postMessage } from "./post-message.ts";

export interface LongChatFigures {
  sessionId: string;
  messages: number;
  /** All that was said in it. */
  kilobytes: number;
  /** From asking for the page to its largest paint. */
  openedMs: number;
  /** From a key to the frame that shows it: the slowest but one in fifty, and the one in the middle. */
  typingMs: number;
  typingMedianMs: number;
  /** While the wheel turns. */
  framesPerSecond: number;
  /** The slowest frame but one in twenty. */
  slowFrameMs: number;
}

const messages = 500;
const questions = ["Write a long story of 400 words", "Show me code", "Show me a table", "Write an essay of 300 words"];
const typed = "What happens while I type into the composer of a very long session?";

/** A session of so many long messages: opening it, typing in it, scrolling through it. */
export async function measureLongChat(browser: Browser, url: string): Promise<LongChatFigures> {
  const agent = await demoAgent(url);
  let sessionId: string | undefined;
  for (let asked = 0; asked < messages / 2; asked++) {
    const content = questions[asked % questions.length] as string;
    sessionId = (await postMessage(url, { content, wait: true, ...(sessionId ? { sessionId } : { agent }) })).sessionId;
  }
  if (!sessionId) throw new Error("There is no session.");
  const exported = await fetch(`${url}/api/v1/sessions/${sessionId}/export?format=markdown`);
  if (!exported.ok) throw new Error(`The session was not exported: ${await exported.text()}`);
  const transcript = await exported.text();

  const page = await newPage(browser);
  await page.addInitScript(watchPaints);
  await page.goto(`${url}/chat/${sessionId}`);
  await page.getByText("Online", { exact: true }).waitFor();
  await page.waitForLoadState("networkidle");
  const openedMs = await page.evaluate(() => Reflect.get(window, "largestPaint") as number);
  const keys = await type(page);
  const frames = await scroll(page);
  await page.close();
  return {
    sessionId,
    messages,
    kilobytes: Math.round(transcript.length / 1024),
    openedMs,
    typingMs: percentile(keys, 98),
    typingMedianMs: median(keys),
    framesPerSecond: 1000 / (frames.reduce((sum, each) => sum + each, 0) / frames.length),
    slowFrameMs: percentile(frames, 95),
  };
}

async function demoAgent(url: string): Promise<string> {
  const agent = { name: "teller", description: "Tells.", instructions: "Tell.", models: ["demo/demo"], tools: [] };
  const answer = await fetch(`${url}/api/v1/agents`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(agent),
  });
  if (!answer.ok) throw new Error(`The agent was not taken: ${await answer.text()}`);
  return agent.name;
}

/** Runs in the page. */
function watchPaints(): void {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) Reflect.set(window, "largestPaint", entry.startTime);
  }).observe({ type: "largest-contentful-paint", buffered: true });
}

/** How long each key took until its frame, in milliseconds. */
async function type(page: Page): Promise<number[]> {
  await page.getByRole("textbox", { name: "Message", exact: true }).focus();
  await page.evaluate(() => {
    const slow: number[] = [];
    Reflect.set(window, "keyTimes", slow);
    document.addEventListener(
      "keydown",
      () => {
        const begun = performance.now();
        requestAnimationFrame(() => {
          const painted = new MessageChannel();
          painted.port1.onmessage = () => slow.push(performance.now() - begun);
          painted.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  await page.keyboard.type(typed, { delay: 60 });
  return page.evaluate(() => Reflect.get(window, "keyTimes") as number[]);
}

/** How long each frame took while the wheel turned, in milliseconds. */
async function scroll(page: Page): Promise<number[]> {
  await page.getByRole("log").hover();
  await page.evaluate(() => {
    const frames: number[] = [];
    Reflect.set(window, "frameTimes", frames);
    let last = performance.now();
    const next = (now: number) => {
      frames.push(now - last);
      last = now;
      if (frames.length < 1_000) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  for (let turn = 0; turn < 100; turn++) {
    await page.mouse.wheel(0, turn < 50 ? -400 : 400);
    await page.waitForTimeout(20);
  }
  return page.evaluate(() => (Reflect.get(window, "frameTimes") as number[]).slice(1));
}

export function percentile(numbers: readonly number[], percent: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
