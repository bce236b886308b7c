import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import {
  answering,
  cancelled,
  finished,
  opened,
  posted,
  proposed,
  queued,
  recorded,
  runStarted,
  toolFailed,
  toolFinished,
  toolStarted,
  turnCompleted,
  turnFailed,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "./facts.ts";
import { checkGrammar } from "./log-grammar.ts";

const closed = { type: "session.closed", by: "ada", status: "completed" } as const;
const echo = { callId: "c1", tool: "echo" };
const goodLog: SessionEvent[] = [
  ...answering(),
  runStarted("r1"),
  ...wholeTurn("r1", "t1", "I look it up.", [echo]),
  ...wholeCall("r1", "c1"),
  ...wholeTurn("r1", "t2", "Here it is."),
  finished("r1"),
];
const running = [...answering(), ...wholeTurn("r1", "t1", "", [echo]), toolStarted("r1", "c1")];

function violationsOf(...events: (SessionEvent | SessionEvent[])[]): string {
  return checkGrammar(recorded(events.flat())).join("\n");
}

describe("the grammar of a log", () => {
  test("accepts a good log, also as one in which nothing is left open", () => {
    expect(checkGrammar(recorded(goodLog), { ended: true })).toEqual([]);
  });

  test("counts seqs from 1 without a hole and without a double", () => {
    const log = recorded(goodLog);
    expect(checkGrammar(log.slice(1))).not.toEqual([]);
    expect(checkGrammar([...log.slice(0, 5), ...log.slice(6)])).not.toEqual([]);
    expect(checkGrammar([...log.slice(0, 5), ...log.slice(4)])).not.toEqual([]);
  });

  test.each<[string, RegExp, SessionEvent[]]>([
    ["something before the session is opened", /before session.opened/, [posted("m1")]],
    ["a session opened twice", /second time/, [opened(), opened()]],
    ["a message id used twice", /m1 a second time/, [opened(), posted("m1"), posted("m1")]],
    ["a run id used twice", /r1 a second time/, [...answering(), queued("r1")]],
    [
      "a turn id used twice",
      /t1 a second time/,
      [...answering(), ...wholeTurn("r1", "t1", "", []), turnStarted("r1", "t1")],
    ],
    ["a call id used twice", /c1 a second time/, [...answering(), ...wholeTurn("r1", "t1", "", [echo, echo])]],
    ["a run that answers nothing", /not in the conversation/, [opened(), queued("r1", { replyTo: "m1" })]],
    ["a run started twice", /starts run r1/, [...answering(), runStarted("r1"), runStarted("r1")]],
    ["a run finished twice", /has ended/, [...answering(), finished("r1"), finished("r1")]],
    ["words of a run after its end", /has ended/, [...answering(), finished("r1"), turnStarted("r1", "t1")]],
    [
      "a run finished in the middle of a turn",
      /while turn t1/,
      [...answering(), turnStarted("r1", "t1"), finished("r1")],
    ],
    ["a run finished while a call is open", /calls are open: c1/, [...running, finished("r1")]],
    ["a done run that was cancelled", /says done/, [...answering(), cancelled("r1"), finished("r1")]],
    [
      "a cancelled run that nobody cancelled",
      /says cancelled/,
      [...answering(), finished("r1", { outcome: "cancelled" })],
    ],
    ["a failed run without an error", /exactly when/, [...answering(), finished("r1", { outcome: "failed" })]],
    ["two turns at once", /while turn t1/, [...answering(), turnStarted("r1", "t1"), turnStarted("r1", "t2", 2)]],
    ["a turn ended twice", /not open/, [...answering(), ...wholeTurn("r1", "t1", ""), turnFailed("r1", "t1", "late")]],
    ["a turn while calls are open", /calls are open/, [...running, turnStarted("r1", "t2")]],
    ["a turn of a cancelled run", /cancelled/, [...answering(), cancelled("r1"), turnStarted("r1", "t1")]],
    [
      "an attempt number left out",
      /attempt 3 after 1/,
      [...answering(), turnStarted("r1", "t1"), turnFailed("r1", "t1", "interrupted"), turnStarted("r1", "t2", 3)],
    ],
    ["a call that no turn made", /no turn made/, [...answering(), proposed("r1", "c9")]],
    [
      "a tool started that was not proposed",
      /which is made/,
      [...answering(), turnStarted("r1", "t1"), turnCompleted("r1", "t1", "", [echo]), toolStarted("r1", "c1")],
    ],
    [
      "a tool started without its approval",
      /awaiting approval/,
      [
        ...answering(),
        turnStarted("r1", "t1"),
        turnCompleted("r1", "t1", "", [echo]),
        proposed("r1", "c1", "echo", { approval: { reason: "why", digest: "d" } }),
        toolStarted("r1", "c1"),
      ],
    ],
    [
      "a tool started after its end",
      /which is over/,
      [...running, toolFinished("r1", "c1"), toolStarted("r1", "c1", 2)],
    ],
    ["a call ended twice", /which is over/, [...running, toolFinished("r1", "c1"), toolFailed("r1", "c1")]],
    [
      "another effect id for the second attempt",
      /effect id/,
      [...running, { type: "tool.started", runId: "r1", callId: "c1", effectId: "other", attempt: 2, worker: "w" }],
    ],
    [
      "an answer to a question that nobody asked",
      /which is running/,
      [...running, { type: "question.answered", runId: "r1", callId: "c1", answer: 1, by: "ada" }],
    ],
    [
      "a child whose parent made no such call",
      /no turn made/,
      [...answering(), queued("r2", { depth: 1, parent: { runId: "r1", callId: "c1" } })],
    ],
    [
      "a parent that ends before its child",
      /children are open: r2/,
      [
        ...running,
        queued("r2", { depth: 1, parent: { runId: "r1", callId: "c1" } }),
        toolFailed("r1", "c1"),
        ...wholeTurn("r1", "t2", ""),
        finished("r1"),
      ],
    ],
    [
      "a message delivered twice",
      /but it is placed/,
      [
        ...answering(),
        posted("m2", "", { whileRunning: "queue" }),
        ...wholeTurn("r1", "t1", ""),
        finished("r1"),
        { type: "message.delivered", messageId: "m2", as: "queued" },
        { type: "message.delivered", messageId: "m2", as: "queued" },
      ],
    ],
    [
      "a steering message delivered to another run",
      /meant for r1/,
      [
        ...answering(),
        queued("r2"),
        posted("m2", "", { whileRunning: "steer", runId: "r1" }),
        { type: "message.delivered", messageId: "m2", runId: "r2", as: "steered" },
      ],
    ],
    ["a message routed twice", /a second time/, [opened(), posted("m1"), routed("m1"), routed("m1")]],
    [
      "a message waiting in a closed session",
      /waiting: m2/,
      [...answering(), posted("m2", "", { whileRunning: "queue" }), closed],
    ],
    ["a new message in a closed session", /after the session was closed/, [opened(), closed, posted("m1")]],
    ["a session closed twice", /after the session was closed/, [opened(), closed, closed]],
  ])("finds %s", (_what, sentence, events) => {
    expect(violationsOf(events)).toMatch(sentence);
  });

  test("finds a command that was carried out twice", () => {
    const log = recorded(goodLog).map((event) =>
      event.seq === 2 || event.seq === 4 ? { ...event, commandId: "k1" } : event,
    );
    expect(checkGrammar(log).join()).toMatch(/command k1 a second time/);
  });

  test("says what is left open at the end", () => {
    const log = recorded([...running, posted("m2", "", { whileRunning: "queue" })]);
    expect(checkGrammar(log)).toEqual([]);
    expect(checkGrammar(log, { ended: true })).toEqual([
      "the end of the log: leaves run r1 open.",
      "the end of the log: leaves call c1 running.",
      "the end of the log: leaves message m2 waiting.",
    ]);
  });

  test("lets a closed session have the endings of its runs, and a reopened one everything", () => {
    expect(
      violationsOf(
        answering(),
        turnStarted("r1", "t1"),
        closed,
        cancelled("r1"),
        turnFailed("r1", "t1", "cancelled"),
        finished("r1", { outcome: "cancelled" }),
      ),
    ).toBe("");
    expect(violationsOf(opened(), closed, { type: "session.changed", by: "ada", status: "active" }, posted("m1"))).toBe(
      "",
    );
  });

  test("reads a log of 100,000 events", () => {
    const log = recorded([
      opened(),
      ...Array.from({ length: 10_000 }, (_, index) => [
        posted(`m${index}`),
        queued(`r${index}`, { replyTo: `m${index}` }),
        ...wholeTurn(`r${index}`, `t${index}`, "", [{ callId: `c${index}`, tool: "echo" }]),
        ...wholeCall(`r${index}`, `c${index}`),
        ...wholeTurn(`r${index}`, `u${index}`, "done"),
        finished(`r${index}`),
      ]).flat(),
    ]);
    expect(log.length).toBeGreaterThan(99_000);
    expect(checkGrammar(log, { ended: true })).toEqual([]);
  });
});

function routed(messageId: string): SessionEvent {
  return {
    type: "message.routed",
    messageId,
    to: ["general"],
    by: "workflow",
    confidence: 1,
    reason: "it answers",
    candidates: [],
  };
}
