import { describe, expect, test } from "vitest";
import { plainSummary, textToCompress } from "../../lib/core/compress.ts";
import type { SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import type { Run } from "../../lib/core/state.ts";
import { answering, finished, opened, posted, queued, recorded, wholeCall, wholeTurn } from "./facts.ts";
import { given } from "./given.ts";

/** Each message weighs 100 tokens; the agent's instructions weigh 4. */
const words = (n: number) => `${n} `.padEnd(400, "x");
const echo = (n: number) => ({ callId: `c${n}`, tool: "echo", arguments: { n } });

/** `n` answered messages, and one more that waits for its answer by the run `last`. */
function talk(
  n: number,
  callsOf: (turn: number) => { callId: string; tool: string; arguments: unknown }[] = () => [],
): SessionEvent[] {
  const rounds = Array.from({ length: n }, (_, index) => {
    const calls = callsOf(index);
    return [
      posted(`m${index}`, words(index), { parentId: index === 0 ? null : `t${index - 1}-message` }),
      queued(`r${index}`, { replyTo: `m${index}` }),
      ...(calls.length > 0
        ? [
            ...wholeTurn(`r${index}`, `u${index}`, "", calls),
            ...calls.flatMap((call) => wholeCall(`r${index}`, call.callId, words(index))),
          ]
        : []),
      ...wholeTurn(`r${index}`, `t${index}`, words(index)),
      finished(`r${index}`),
    ];
  });
  return [
    opened(),
    ...rounds.flat(),
    posted("question", words(n), { parentId: n === 0 ? null : `t${n - 1}-message` }),
    queued("last", { replyTo: "question" }),
  ];
}

const budget = (tokens: number) => ({ contextBudget: () => tokens });
const seqOf = (story: SessionEvent[], messageId: string) =>
  fold(recorded(story)).messages.find((message) => message.id === messageId)?.seq;
const compressed = (story: SessionEvent[], upTo: string, summary = "They talked.", runId = "last"): SessionEvent[] => [
  ...story,
  { type: "context.compressed", runId, upTo: seqOf(story, upTo) ?? 0, summary, dropped: 3 },
];

describe("The context is compressed", () => {
  test("when it weighs more than its budget, not before", () => {
    const story = talk(5);
    expect(given(story).inWorld(budget(1_104)).nextStep("last")).toMatchObject({ do: "call-model" });
    expect(given(story).inWorld(budget(1_103)).nextStep("last")).toMatchObject({ do: "compress", run: { id: "last" } });
  });

  test("so that the newest messages keep two fifths of the budget", () => {
    const story = talk(10);
    // 21 messages of 100 tokens; 800 of 2000 tokens are 8 messages.
    expect(given(story).inWorld(budget(2_000)).nextStep("last")).toMatchObject({
      do: "compress",
      upTo: seqOf(story, "m6"),
    });
  });

  test("but the newest four stay, however large they are", () => {
    expect(given(talk(10)).inWorld(budget(10)).nextStep("last")).toMatchObject({
      do: "compress",
      upTo: seqOf(talk(10), "m8"),
    });
    const four = [...talk(1), ...wholeTurn("last", "t9", "", [echo(9)]), ...wholeCall("last", "c9")];
    expect(given(four).inWorld(budget(10)).nextStep("last")).toMatchObject({ do: "call-model" });
  });

  test("with the weight of calls, results, the summary and the task", () => {
    const story = talk(3, (turn) => [echo(turn)]);
    // 7 messages of 100 tokens, 3 silent ones, 3 results of 100 tokens with their arguments.
    expect(given(story).inWorld(budget(1_013)).nextStep("last")).toMatchObject({ do: "call-model" });
    expect(given(story).inWorld(budget(1_000)).nextStep("last")).toMatchObject({ do: "compress" });
    const after = compressed(talk(5), "t1-message", words(0));
    // 7 messages and the summary.
    expect(given(after).inWorld(budget(804)).nextStep("last")).toMatchObject({ do: "call-model" });
    expect(given(after).inWorld(budget(803)).nextStep("last")).toMatchObject({ do: "compress" });
  });

  test("never between a call and its result", () => {
    const story = talk(12, (turn) => [echo(turn), { ...echo(turn), callId: `d${turn}` }]);
    for (let tokens = 200; tokens < 4_000; tokens += 150) {
      const step = given(story).inWorld(budget(tokens)).nextStep("last");
      if (step.do !== "compress") continue;
      const context = given(story, {
        type: "context.compressed",
        runId: "last",
        upTo: step.upTo,
        summary: "S",
        dropped: 1,
      }).context("last");
      const made = context.flatMap((message) =>
        message.role === "assistant" ? (message.calls ?? []).map((call) => call.callId) : [],
      );
      const answered = context.flatMap((message) => (message.role === "tool" ? [message.callId] : []));
      expect(answered).toEqual(made);
    }
  });

  test("again and again, and each time comes to an end", () => {
    let story = talk(30);
    for (let times = 0; times < 10; times++) {
      const step = given(story).inWorld(budget(1_500)).nextStep("last");
      if (step.do !== "compress") return expect(times).toBeGreaterThan(0);
      story = [...story, { type: "context.compressed", runId: "last", upTo: step.upTo, summary: "S", dropped: 1 }];
    }
    expect.unreachable("It compresses for ever.");
  });
});

describe("After compressing, an agent sees", () => {
  test("the summary, then what it does not tell", () => {
    const context = given(compressed(talk(3), "m2", "They talked.")).context("last");
    expect(context.map((message) => message.content.slice(0, 60).trim())).toEqual([
      "You are general.",
      "Summary of the conversation before this point:\nThey talked.",
      expect.stringMatching(/^2 x/),
      expect.stringMatching(/^3 x/),
    ]);
  });

  test("the question word for word, even where the summary tells it", () => {
    const long = [
      ...talk(0),
      ...Array.from({ length: 6 }, (_, n) => [
        ...wholeTurn("last", `t${n}`, "", [echo(n)]),
        ...wholeCall("last", `c${n}`),
      ]).flat(),
    ];
    const context = given(compressed(long, "t1-message")).context("last");
    expect(context.map((message) => message.role).slice(0, 5)).toEqual(["system", "user", "user", "assistant", "tool"]);
    expect(context[1]?.content).toMatch(/^Summary/);
    expect(context[2]).toEqual({ role: "user", content: words(0) });
  });

  test("as a task, its own summary and never the conversation's", () => {
    const story = [
      ...compressed(talk(3), "m2"),
      queued("task", { task: "Count" }),
      ...wholeTurn("task", "v1", "One.", [echo(1)]),
      ...wholeCall("task", "c1"),
      ...wholeTurn("task", "v2", "Two.", [echo(2)]),
      ...wholeCall("task", "c2"),
    ];
    expect(
      given(story)
        .context("task")
        .some((message) => message.content.includes("Summary")),
    ).toBe(false);
    const both = compressed(story, "v1-message", "It counted one.", "task");
    expect(given(both).context("task").slice(1, 4)).toMatchObject([
      { role: "user", content: expect.stringMatching(/^Summary.*\nIt counted one\.$/) },
      { role: "user", content: "Count" },
      { role: "assistant", content: "Two." },
    ]);
    expect(given(both).context("last")[1]?.content).toContain("They talked.");
  });

  test("nothing of it in a branch that leaves before its end", () => {
    const story = [...compressed(talk(3), "t1-message"), ...wholeTurn("last", "end", "Done."), finished("last")];
    const edit = (messageId: string): SessionEvent[] => [
      {
        type: "message.edited",
        messageId,
        message: { id: "edited", content: "Or?", author: { kind: "user", id: "ada" } },
      },
      queued("other", { replyTo: "edited" }),
    ];
    expect(
      given(story, edit("m1"))
        .context("other")
        .map((message) => message.content.slice(0, 3).trim()),
    ).toEqual(["You", "0 x", "0 x", "Or?"]);
    expect(
      given(story, edit("m2"))
        .context("other")
        .map((message) => message.content.slice(0, 3).trim()),
    ).toEqual(["You", "Sum", "Or?"]);
  });
});

describe("What a summary is made of", () => {
  test("is every message up to there with its calls, whichever run made them", () => {
    const state = fold(recorded(talk(2, (turn) => [echo(turn)])));
    const run = state.runs.at(-1) as Run;
    const upTo = state.messages.find((message) => message.id === "t0-message")?.seq ?? 0;
    const { text, dropped } = textToCompress(state, run, upTo);
    expect(text.split("\n").map((line) => line.slice(0, 30).trim())).toEqual([
      expect.stringMatching(/^ada: 0 x/),
      "",
      "general:",
      'used echo({"n":0}) → 0 xxxxx',
      "",
      expect.stringMatching(/^general: 0 x/),
    ]);
    expect(dropped).toBe(3);
  });

  test("begins with the summary before", () => {
    const state = fold(recorded(compressed(talk(3), "t0-message", "They had met.")));
    const upTo = state.messages.find((message) => message.id === "m1")?.seq ?? 0;
    const { text, dropped } = textToCompress(state, state.runs.at(-1) as Run, upTo);
    expect(text).toMatch(/^Summary so far: They had met\.\n\nada: 1 x+$/);
    expect(dropped).toBe(4);
  });

  test("is kept at both ends where no model can tell it shorter", () => {
    expect(plainSummary("short")).toBe("short");
    const summary = plainSummary(`begin${"x".repeat(5_000)}end`, 100);
    expect(summary).toMatch(/^beginx+\n\[…\]\nx+end$/);
    expect(summary.length).toBeLessThan(110);
  });
});

test("A run's own budget is asked for with its own models", () => {
  const asked: unknown[] = [];
  const using = (n: number) => [...wholeTurn("r1", `t${n}`, "", [echo(n)]), ...wholeCall("r1", `c${n}`)];
  given(answering({ models: ["demo/slow"] }), using(1), using(2), using(3), using(4))
    .inWorld({ contextBudget: (_agent, models) => asked.push(models) * 1_000 })
    .nextStep("r1");
  expect(asked).toEqual([["demo/slow"]]);
});
