import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { transcriptMarkdown } from "../../lib/core/transcript.ts";
import {
  answering,
  cancelled,
  finished,
  opened,
  posted,
  queued,
  recorded,
  toolFailed,
  toolStarted,
  turnFailed,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "./facts.ts";

const told = (...events: SessionEvent[]) => transcriptMarkdown(fold(recorded(events)));

describe("a transcript", () => {
  test("says who said what and when, and what was done, in order", () => {
    const calls = [
      { callId: "c1", tool: "calculate", arguments: { expression: "6 * 7" } },
      { callId: "c2", tool: "fetch_url" },
    ];
    const text = told(
      opened({ title: "Sums" }),
      posted("m1", "What is six times seven?"),
      queued("r1", { replyTo: "m1" }),
      ...wholeTurn("r1", "t1", "Let me see.", calls),
      ...wholeCall("r1", "c1", "42"),
      toolStarted("r1", "c2"),
      toolFailed("r1", "c2"),
      ...wholeTurn("r1", "t2", "It is **42**."),
      finished("r1"),
    );
    expect(text).toBe(`# Sums

2026-01-01 00:00 UTC

## ada · 2026-01-01 00:00 UTC

What is six times seven?

## general · 2026-01-01 00:00 UTC

Let me see.

- \`calculate\` \`{"expression":"6 * 7"}\` → \`42\`
- \`fetch_url\` \`{}\` failed: It failed: broken.

## general · 2026-01-01 00:00 UTC

It is **42**.
`);
  });

  test("keeps what was read when a person pressed stop, and says so", () => {
    const text = told(
      ...answering(),
      turnStarted("r1", "t1"),
      cancelled("r1"),
      turnFailed("r1", "t1", "cancelled", { partial: "Once upon" }),
      finished("r1", { outcome: "cancelled" }),
    );
    expect(text).toMatch(/## general .*\n\nOnce upon\n\n\*Stopped here\.\*\n\n\*general was stopped by ada\.\*\n$/);
  });

  test("tells a failure where the answer is missing, with what was said before it broke", () => {
    const error = { code: "overloaded", message: "The model is overloaded." };
    const text = told(
      ...answering(),
      turnStarted("r1", "t1"),
      turnFailed("r1", "t1", "overloaded", { partial: "It is\nfor" }),
      finished("r1", { outcome: "failed", error }),
    );
    expect(text).toMatch(/text of m1\n\n> It is\n> for\n\n\*general failed: The model is overloaded\.\*\n$/);
  });

  test("tells which limit was reached after the last words", () => {
    const text = told(
      ...answering(),
      ...wholeTurn("r1", "t1", "So far so good"),
      finished("r1", { outcome: "limit", limit: "turns" }),
    );
    expect(text).toMatch(/So far so good\n\n\*general stopped: its limit of turns was reached\.\*\n$/);
  });

  test("shows the branch in view alone", () => {
    const edit: SessionEvent = {
      type: "message.edited",
      messageId: "m1",
      message: { id: "m2", content: "Rome", author: { kind: "user", id: "ada" } },
    };
    const text = told(
      opened(),
      posted("m1", "Paris"),
      queued("r1", { replyTo: "m1" }),
      ...wholeTurn("r1", "t1", "In France"),
      finished("r1", { outcome: "limit", limit: "tokens" }),
      edit,
    );
    expect(text).toContain("Rome");
    expect(text).not.toMatch(/Paris|France|limit/);
  });

  test("does not let a title, a name or an argument break out of its line", () => {
    const text = told(
      opened({ title: "a\n# b" }),
      posted("m1"),
      queued("r1", { replyTo: "m1" }),
      ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "say", arguments: { text: "``` `x`\n# y" } }]),
      ...wholeCall("r1", "c1", "one\n# two"),
    );
    expect(text.match(/^# /gm)).toHaveLength(1);
    expect(text).toContain('- `say` ```` {"text":"``` `x`\\n# y"} ```` → `one # two`');
  });

  test("of a session in which nothing was said has a title and nothing else", () => {
    expect(transcriptMarkdown(fold([]))).toBe("# Untitled session\n");
  });
});
