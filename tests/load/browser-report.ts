import { rounded } from "./aims.ts";
import type { BrowserFigures } from "./measure-browser.ts";
import { table } from "./table.ts";

const heading = "\n## In a browser\n";

/** What a browser's person feels, as the last section of the page. */
export function browserReport({ machine, longChat, painting, surfaces, lighthouse }: BrowserFigures): string {
  const most = (what: string, value: number, limit: number, unit = " ms") => [
    what,
    `at most ${limit}${unit}`,
    `${rounded(value)}${unit}`,
    value <= limit ? "met" : "**missed**",
  ];
  const least = (what: string, value: number, limit: number, unit = "") => [
    what,
    `at least ${limit}${unit}`,
    `${rounded(value)}${unit}`,
    value >= limit ? "met" : "**missed**",
  ];
  const rows = [
    most("From a token's leaving the model to its paint, 95th percentile", painting.p95Ms, 60),
    most("Changes of an answer on the page within one frame", painting.mostChangesInOneFrame, 1, ""),
    most("500 long messages: from a key to its frame, all but one in fifty", longChat.typingMs, 100),
    least("500 long messages: frames a second while scrolling", longChat.framesPerSecond, 55),
    most("1,000 updates of a surface a second: the main thread at work", 100 * surfaces.busy, 33, " %"),
    most("500 long messages: until the page has its largest paint", longChat.openedMs, 1200),
  ];
  return `${heading}
Written by \`npm run bench -- --browser\` on ${machine.date}, on ${machine.cores} cores that also ran the server, the model and others' work (load
average ${rounded(machine.loadAverage[0])} before, ${rounded(machine.loadAverage[1])} after), with Chromium without a graphics card. What does not depend on the machine is
held by the browser tests: accessibility, the weight of every page, and that nothing sticks out on a narrow screen.

${table(["", "aim", "measured", ""], rows)}

- The **tokens** come at 50 a second and each says when it left the model: ${painting.tokens} of them, in the median ${rounded(painting.medianMs)} ms before their
  frame ended. The server's tick of 40 ms, the socket, the fold, React and the frame are in it.
- The **long session** has ${longChat.messages} messages and ${longChat.kilobytes.toLocaleString("en-US")} KB of text with code and tables. The key in the middle took ${rounded(longChat.typingMedianMs)} ms,
  one frame in twenty took longer than ${rounded(longChat.slowFrameMs)} ms.
- The **surface** has figures, a chart and a bar of progress on an open page: ${surfaces.updates.toLocaleString("en-US")} changes in a row, each an event of its own, given to the page's
  socket. It was drawn ${surfaces.drawn} times, at most once per frame, and showed the last one.

### Lighthouse

${table(
  ["page", "as on a", "performance", "accessibility", "best practices", "SEO", "largest paint", "blocked", "shift"],
  lighthouse.map(({ page, device, seen }) => [
    page,
    device,
    String(seen.performance),
    String(seen.accessibility),
    String(seen.bestPractices),
    String(seen.seo),
    `${Math.round(seen.largestPaintMs).toLocaleString("en-US")} ms`,
    `${Math.round(seen.blockedMs).toLocaleString("en-US")} ms`,
    seen.layoutShift.toFixed(3),
  ]),
)}
`;
}

/** The section that the page has; nothing where it has none. */
export function browserSection(page: string): string {
  const at = page.indexOf(heading);
  return at < 0 ? "" : page.slice(at);
}

/** The page with the section in place of the one that it had. */
export function withBrowserSection(page: string, section: string): string {
  return page.slice(0, page.length - browserSection(page).length) + section;
}
