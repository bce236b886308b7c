import type { Browser, Page } from "@playwright/test";
import { percentile } from "./measure-long-chat.ts";
import { median } from "./median.ts";
import { newPage } from "./new-page.ts";
import { postMessage } from "./post-message.ts";
import { nowMicroseconds } from "./stamps.ts";

export interface PaintFigures {
  tokens: number;
  /** From the model's sending of a token to the frame that shows it. */
  medianMs: number;
  p95Ms: number;
  /** How often the answer changed on the page within one frame, at most. */
  mostChangesInOneFrame: number;
}

interface Seen {
  /** When it was painted, by the page's clock, and what the token says of when it was sent. */
  paintedAt: number;
  sentAtMicroseconds: number;
}

/** An answer of 200 tokens at 50 a second, each of which says when it left the model, in an open chat. */
export async function measurePainting(browser: Browser, url: string): Promise<PaintFigures> {
  const page = await newPage(browser);
  const { sessionId } = await postMessage(url, { content: "Warm up", wait: true });
  await page.goto(`${url}/chat/${sessionId}`);
  await page.getByText("Online", { exact: true }).waitFor();
  await page.waitForLoadState("networkidle");
  const ahead = await pageClock(page);
  await page.evaluate(watchTokens);
  await postMessage(url, { content: "Go on", sessionId, wait: true });
  const { seen, most } = await page.evaluate(
    () => Reflect.get(window, "watched") as { seen: Record<string, Seen>; most: number },
  );
  await page.close();
  const delays = Object.values(seen).map((each) => each.paintedAt - ahead - each.sentAtMicroseconds / 1000);
  return {
    tokens: delays.length,
    medianMs: median(delays),
    p95Ms: percentile(delays, 95),
    mostChangesInOneFrame: most,
  };
}

/** How far the page's clock is ahead of this process's monotonic one, which is also the model's; from the quickest of many answers. */
async function pageClock(page: Page): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, ahead: 0 };
  for (let look = 0; look < 50; look++) {
    const before = nowMicroseconds() / 1000;
    const there = await page.evaluate(() => performance.now());
    const after = nowMicroseconds() / 1000;
    if (after - before < best.took) best = { took: after - before, ahead: there - (before + after) / 2 };
  }
  return best.ahead;
}

/** Runs in the page: notes for each token the end of the frame that first shows it, also where that frame's own work wrote it. */
function watchTokens(): void {
  const watched: { seen: Record<string, { paintedAt: number; sentAtMicroseconds: number }>; most: number } = {
    seen: {},
    most: 0,
  };
  Reflect.set(window, "watched", watched);
  const log = document.querySelector('[role="log"]');
  if (!log) throw new Error("There is no conversation on this page.");
  const known = new Set((log.textContent ?? "").match(/\d+:\d{6,}/g) ?? []);
  let fresh: string[] = [];
  let changes = 0;
  new MutationObserver(() => {
    const tokens = ((log.textContent ?? "").match(/\d+:\d{6,}(?=\s)/g) ?? []).filter((token) => !known.has(token));
    if (tokens.length === 0) return;
    for (const token of tokens) known.add(token);
    fresh.push(...tokens);
    changes += 1;
    watched.most = Math.max(watched.most, changes);
  }).observe(log, { subtree: true, childList: true, characterData: true });
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    for (const token of fresh) {
      watched.seen[token] = { paintedAt: performance.now(), sentAtMicroseconds: Number(token.split(":")[1]) };
    }
    fresh = [];
    changes = 0;
  };
  const frame = () => {
    painted.port2.postMessage(null);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
