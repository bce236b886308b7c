import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { launchOptions } from "../e2e/browser.ts";
import { freePort } from "../support/free-port.ts";
import { askLighthouse, type LighthouseFigures } from "../support/lighthouse.ts";
import { startServerProcess } from "../support/server-process.ts";
import { troupeVariables } from "./candidates.ts";
import { startChild } from "./child.ts";
import { type LongChatFigures, measureLongChat } from "./measure-long-chat.ts";
import { measurePainting, type PaintFigures } from "./measure-painting.ts";
import { measureSurfaces, type SurfaceFigures } from "./measure-surfaces.ts";

export interface BrowserFigures {
  machine: { cores: number; date: string; loadAverage: [number, number] };
  longChat: LongChatFigures;
  painting: PaintFigures;
  surfaces: SurfaceFigures;
  lighthouse: { page: string; device: "desktop" | "phone"; seen: LighthouseFigures }[];
}

/** What a person at a browser feels, against the built server: nothing else runs meanwhile. */
export async function measureBrowser(say: (line: string) => void): Promise<BrowserFigures> {
  const [before = 0] = loadavg();
  const data = mkdtempSync(join(tmpdir(), "troupe-bench-"));
  const model = await startChild<{ url: string }>("model-server.ts");
  const variables = { ...troupeVariables(data, `${model.ready.url}/paced/v1`), DEMO_TOKENS_PER_SECOND: "0" };
  const server = startServerProcess({ port: await freePort(), variables });
  try {
    await server.answers("/ready");
    say("A session of 500 long messages…");
    const longChat = await inBrowser((browser) => measureLongChat(browser, server.url));
    say("From a piece of text to its paint…");
    const painting = await inBrowser((browser) => measurePainting(browser, server.url));
    say("A thousand updates a second…");
    const surfaces = await inBrowser((browser) => measureSurfaces(browser, server.url));
    const lighthouse: BrowserFigures["lighthouse"] = [];
    for (const page of ["/chat", `/chat/${longChat.sessionId}`, "/runs", "/settings/providers"]) {
      for (const device of ["desktop", "phone"] as const) {
        say(`Lighthouse, ${page}, ${device}…`);
        const name = page.includes(longChat.sessionId) ? "/chat/[sessionId], 500 messages" : page;
        lighthouse.push({ page: name, device, seen: await askLighthouse(`${server.url}${page}`, device) });
      }
    }
    const [after = 0] = loadavg();
    const date = new Date().toISOString().slice(0, 10);
    return {
      machine: { cores: cpus().length, date, loadAverage: [before, after] },
      longChat,
      painting,
      surfaces,
      lighthouse,
    };
  } finally {
    await server.kill("SIGTERM");
    await model.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function inBrowser<T>(measure: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await chromium.launch(launchOptions);
  try {
    return await measure(browser);
  } finally {
    await browser.close();
  }
}
