import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { sessionHtml } from "../../lib/export/session-html.ts";
import {
  finished,
  opened,
  posted,
  queued,
  recorded,
  turnFailed,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "../core/facts.ts";

const page = (...events: SessionEvent[]) => sessionHtml(fold(recorded(events)));
const hostile = `</title></style><script>alert(1)</script><img src=x onerror="alert(1)">'`;
const tags = (html: string) => new Set([...html.matchAll(/<([a-z][a-z0-9]*)/g)].map(([, name]) => name));
const ourTags = new Set(
  "html head meta title style body main h1 h2 p span time article details summary pre code div".split(" "),
);

describe("a session as a page", () => {
  test("tells who said what, what was done, and where it failed", () => {
    const html = page(
      opened({ title: "Sums" }),
      posted("m1", "What is six times seven?"),
      queued("r1", { replyTo: "m1" }),
      ...wholeTurn("r1", "t1", "Let me see.", [
        { callId: "c1", tool: "calculate", arguments: { expression: "6 * 7" } },
      ]),
      ...wholeCall("r1", "c1", "42"),
      turnStarted("r1", "t2"),
      turnFailed("r1", "t2", "network", { partial: "It is fo" }),
      finished("r1", { outcome: "failed", error: { code: "network", message: "The line broke." } }),
    );
    const words = ["Sums", "six times seven?", "Let me see.", "calculate: finished", "6 * 7", "42"];
    const places = [...words, "It is fo", "general failed: The line broke."].map((word) => html.lastIndexOf(word));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(html).toContain('<article id="m1" class="person">');
  });

  test("stands alone: no script, nothing from elsewhere, and dark where the reader wants it", () => {
    const html = page(opened(), posted("m1", "![x](https://example.com/x.png) <https://example.com>"));
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import/i);
    expect(html).toContain("@media (prefers-color-scheme: dark)");
    expect(html).toContain("default-src 'none'");
  });

  test("keeps what people, models and tools wrote as text, wherever it stands", () => {
    const message = {
      id: "m1",
      content: `${hostile}\n\`\`\`${hostile}\n${hostile}\n\`\`\`\n${hostile}`,
      author: { kind: "user" as const, id: hostile },
      parts: [{ type: "reasoning" as const, text: hostile }],
      attachments: [{ id: "f1", name: hostile, mediaType: hostile, size: 1 }],
    };
    const html = page(
      opened({ title: hostile.slice(0, 200) }),
      posted("m1", "", { message }),
      queued("r1", { replyTo: "m1", agent: "general" }),
      ...wholeTurn("r1", "t1", hostile, [{ callId: "c1", tool: hostile, arguments: { [hostile]: hostile } }]),
      ...wholeCall("r1", "c1", hostile),
      finished("r1", { outcome: "failed", error: { code: hostile, message: hostile } }),
    );
    expect([...tags(html)].filter((tag) => !ourTags.has(tag as string))).toEqual([]);
    expect(html.match(/alert\(1\)/g)?.length).toBeGreaterThan(10);
    expect(html.match(/<\/title>/g)).toHaveLength(1);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
  });

  test("keeps code apart from words", () => {
    const html = page(opened(), posted("m1", "See:\n```js\nif (a < b) go();\n```\nDone."));
    expect(html).toContain("<pre><code>if (a &lt; b) go();");
    expect(html).toContain(">Done.<");
  });
});
