import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import type { Routing } from "../../lib/core/world.ts";
import {
  answering,
  cancelled,
  finished,
  opened,
  posted,
  proposed,
  queued,
  toolFailed,
  toolStarted,
  turnCompleted,
  turnFailed,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "./facts.ts";
import { given } from "./given.ts";

const nobody: Routing = { to: [], by: "workflow", confidence: 1, reason: "nobody needs to answer", candidates: [] };
const lastTurn = [turnStarted("r1", "t1"), turnCompleted("r1", "t1", "Hello.")];
const child = (fields = {}) =>
  queued("r2", { agent: "helios", depth: 1, parent: { runId: "r1", callId: "c1" }, ...fields });
const delegating = [
  ...answering(),
  ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "delegate" }]),
  toolStarted("r1", "c1"),
];
const waiting = (id: string, whileRunning: "queue" | "interrupt" = "queue") =>
  posted(id, `text of ${id}`, { whileRunning });

describe("When a turn is completed", () => {
  const calls = (...tools: string[]) =>
    tools.map((tool, index) => ({ callId: `c${index + 1}`, tool, arguments: { n: index } }));
  const complete = (...tools: string[]) =>
    given(answering(), turnStarted("r1", "t1")).whenWorkerRecords(turnCompleted("r1", "t1", "", calls(...tools)));

  test("each call is proposed and judged by its tool", () => {
    complete("echo", "danger", "ask_user", "forbidden").then(
      { type: "turn.completed" },
      { type: "tool.proposed", callId: "c1", tool: "echo", arguments: { n: 0 } },
      { type: "tool.proposed", callId: "c2", approval: { reason: "it is dangerous", digest: "digest of c2" } },
      { type: "tool.proposed", callId: "c3" },
      { type: "question.asked", callId: "c3", question: "Which one?", choices: ["red", "blue"] },
      { type: "tool.proposed", callId: "c4" },
      { type: "tool.failed", callId: "c4", error: { code: "not_permitted", message: "This agent may not use it." } },
    );
    expect(complete("echo", "danger", "ask_user", "forbidden").state.runs[0]?.calls.map((call) => call.status)).toEqual(
      ["requested", "awaiting-approval", "awaiting-answer", "failed"],
    );
  });

  test("an approval is asked only where it is needed", () => {
    const [, first] = complete("echo").events;
    expect(first).not.toHaveProperty("approval");
  });

  test("without calls, the run is done", () => {
    complete().then({ type: "turn.completed" }, { type: "run.finished", runId: "r1", outcome: "done" });
  });

  test("in a run that was cancelled meanwhile, its calls end at once and nobody is asked", () => {
    given(answering(), turnStarted("r1", "t1"), cancelled("r1"))
      .whenWorkerRecords(turnCompleted("r1", "t1", "", calls("echo", "danger", "ask_user")))
      .then(
        { type: "turn.completed" },
        { type: "tool.proposed", callId: "c1" },
        { type: "tool.failed", callId: "c1", error: { code: "cancelled" } },
        { type: "tool.proposed", callId: "c2" },
        { type: "tool.failed", callId: "c2" },
        { type: "tool.proposed", callId: "c3" },
        { type: "tool.failed", callId: "c3" },
        { type: "run.finished", outcome: "cancelled" },
      );
  });

  test("of an agent that is gone, its calls end at once and the run fails", () => {
    given(answering(), turnStarted("r1", "t1"))
      .inWorld({ agents: [] })
      .whenWorkerRecords(turnCompleted("r1", "t1", "", calls("echo")))
      .then(
        { type: "turn.completed" },
        { type: "tool.proposed" },
        { type: "tool.failed", error: { code: "agent_missing" } },
        { type: "run.finished", outcome: "failed", error: { code: "agent_missing" } },
      );
  });
});

describe("When a run ends", () => {
  test("the message that waited longest gets its turn, at the end of the conversation", () => {
    const outcome = given(answering(), waiting("m2"), waiting("m3")).whenWorkerRecords(...lastTurn);
    outcome.then(
      { type: "turn.started" },
      { type: "turn.completed" },
      { type: "run.finished", runId: "r1" },
      { type: "message.delivered", messageId: "m2", as: "queued" },
      { type: "message.routed", messageId: "m2" },
      { type: "run.queued", replyTo: "m2", task: "text of m2" },
    );
    expect(outcome.state.messages.map(({ id, parentId, status }) => [id, parentId, status])).toEqual([
      ["m1", null, "placed"],
      ["m3", null, "waiting"],
      ["t1-message", "m1", "placed"],
      ["m2", "t1-message", "placed"],
    ]);
    expect(outcome.state.leafId).toBe("m2");
  });

  test("each of several waiting messages gets its turn, one after the other", () => {
    const first = given(answering(), waiting("m2"), waiting("m3")).whenWorkerRecords(...lastTurn);
    given(first.afterwards)
      .whenWorkerRecords(turnStarted("run-1", "t2"), turnCompleted("run-1", "t2", "And hello."))
      .then(
        { type: "turn.started" },
        { type: "turn.completed" },
        { type: "run.finished" },
        { type: "message.delivered", messageId: "m3" },
        { type: "message.routed" },
        { type: "run.queued", replyTo: "m3" },
      );
  });

  test("a message that interrupts comes before those that queue", () => {
    given(answering(), turnStarted("r1", "t1"), waiting("m2"), waiting("m3", "interrupt"), cancelled("r1"))
      .whenWorkerRecords(turnFailed("r1", "t1", "cancelled"))
      .then(
        { type: "turn.failed" },
        { type: "run.finished", outcome: "cancelled" },
        { type: "message.delivered", messageId: "m3" },
        { type: "message.routed" },
        { type: "run.queued", replyTo: "m3" },
      );
  });

  test("nothing is delivered while another agent still answers", () => {
    given(opened(), posted("m1"), queued("r1", { replyTo: "m1" }), queued("r2", { replyTo: "m1" }), waiting("m2"))
      .whenWorkerRecords(...lastTurn)
      .then({ type: "turn.started" }, { type: "turn.completed" }, { type: "run.finished", runId: "r1" });
  });

  test("nothing is delivered in a paused session", () => {
    given(answering(), waiting("m2"), { type: "session.changed", by: "ada", status: "paused" })
      .whenWorkerRecords(...lastTurn)
      .then({ type: "turn.started" }, { type: "turn.completed" }, { type: "run.finished" });
  });

  test("a steering message that came too late is the next one to be answered", () => {
    const steering = posted("m2", "Shorter", { whileRunning: "steer", runId: "r1" });
    const outcome = given(answering(), turnStarted("r1", "t1"), steering).whenWorkerRecords(
      turnFailed("r1", "t1", "server_error"),
    );
    outcome.then(
      { type: "turn.failed" },
      { type: "run.finished", outcome: "failed" },
      { type: "message.delivered", messageId: "m2", as: "queued" },
      { type: "message.routed" },
      { type: "run.queued", replyTo: "m2" },
    );
    expect(outcome.state.messages.at(-1)).not.toHaveProperty("runId");
  });

  test("what was said to another run that is still at work stays with that run", () => {
    given(
      answering(),
      queued("r2"),
      turnStarted("r2", "t2"),
      posted("m2", "Shorter", { whileRunning: "steer", runId: "r2" }),
      waiting("m3"),
    )
      .whenWorkerRecords(...lastTurn)
      .then(
        { type: "turn.started" },
        { type: "turn.completed" },
        { type: "run.finished" },
        { type: "message.delivered", messageId: "m3" },
        { type: "message.routed" },
        { type: "run.queued" },
      );
  });

  test("what was said to a task is withdrawn when the task has ended: it is not part of the conversation", () => {
    given(
      opened(),
      queued("r1"),
      turnStarted("r1", "t1"),
      posted("m1", "Shorter", { whileRunning: "steer", runId: "r1" }),
    )
      .whenWorkerRecords(turnFailed("r1", "t1", "server_error"))
      .then(
        { type: "turn.failed" },
        { type: "run.finished", outcome: "failed" },
        { type: "message.withdrawn", messageId: "m1" },
      );
  });
});

describe("When nobody is to answer", () => {
  test("a message is routed to nobody", () => {
    given(opened())
      .inWorld({ whoIsNext: () => nobody })
      .when({ type: "message.post", content: "For the record" })
      .then({ type: "message.posted" }, { type: "message.routed", to: [], reason: nobody.reason });
  });

  test("the next one that waits gets its turn at once", () => {
    given(answering(), waiting("m2"), waiting("m3"))
      .inWorld({ whoIsNext: () => nobody })
      .whenWorkerRecords(...lastTurn)
      .then(
        { type: "turn.started" },
        { type: "turn.completed" },
        { type: "run.finished" },
        { type: "message.delivered", messageId: "m2" },
        { type: "message.routed", messageId: "m2" },
        { type: "message.delivered", messageId: "m3" },
        { type: "message.routed", messageId: "m3" },
      );
  });
});

describe("A child's last words", () => {
  const childSays = (content: string) => [turnStarted("r2", "t2"), turnCompleted("r2", "t2", content, [], { ms: 700 })];

  test("are its parent's tool result", () => {
    const outcome = given(delegating, child()).whenWorkerRecords(...childSays("The sun is hot."));
    outcome.then(
      { type: "turn.started" },
      { type: "turn.completed" },
      { type: "run.finished", runId: "r2" },
      {
        type: "tool.finished",
        runId: "r1",
        callId: "c1",
        content: "The sun is hot.",
        details: { runId: "r2" },
        ms: 700,
      },
    );
    expect(given(outcome.afterwards).nextStep("r1")).toMatchObject({ do: "call-model" });
  });

  test("stay out of the conversation", () => {
    const outcome = given(delegating, child()).whenWorkerRecords(...childSays("The sun is hot."));
    expect(outcome.state.leafId).toBe("t1-message");
    expect(outcome.state.messages.at(-1)).toMatchObject({ content: "The sun is hot.", parentId: null, runId: "r2" });
  });

  test("come with the reason where it could not finish", () => {
    given(
      delegating,
      child(),
      ...wholeTurn("r2", "t2", "I begin.", [{ callId: "c2", tool: "echo" }]),
      ...wholeCall("r2", "c2"),
      turnStarted("r2", "t3"),
    )
      .whenWorkerRecords(turnFailed("r2", "t3", "server_error"))
      .then(
        { type: "turn.failed" },
        { type: "run.finished", outcome: "failed" },
        {
          type: "tool.failed",
          callId: "c1",
          error: {
            code: "child_failed",
            message: "helios did not finish: It failed: server_error. Its last words: I begin.",
          },
        },
      );
    given(delegating, child({ limits: { turns: 1 } }), turnStarted("r2", "t2"))
      .whenWorkerRecords(turnCompleted("r2", "t2", "", [{ callId: "c2", tool: "forbidden", arguments: {} }]))
      .then(
        { type: "turn.completed" },
        { type: "tool.proposed" },
        { type: "tool.failed", callId: "c2" },
        { type: "run.finished", outcome: "limit", limit: "turns" },
        {
          type: "tool.failed",
          callId: "c1",
          error: { code: "child_limit", message: "helios did not finish: it reached its limit of turns." },
        },
      );
  });

  test("go unheard where the call has ended by itself", () => {
    given(delegating, child(), turnStarted("r2", "t2"), toolFailed("r1", "c1", "timeout"), cancelled("r2"))
      .whenWorkerRecords(turnFailed("r2", "t2", "cancelled"))
      .then({ type: "turn.failed" }, { type: "run.finished", runId: "r2", outcome: "cancelled" });
  });
});

describe("A parent and its children", () => {
  const grandchild = queued("r3", { depth: 2, parent: { runId: "r2", callId: "c2" } });
  const threeLevels: SessionEvent[] = [
    ...delegating,
    child(),
    ...wholeTurn("r2", "t2", "", [{ callId: "c2", tool: "delegate" }]),
    toolStarted("r2", "c2"),
    grandchild,
  ];

  test("are cancelled together, to the last grandchild, and end from below", () => {
    given(threeLevels)
      .when({ type: "run.cancel", runId: "r1" })
      .then(
        { type: "run.cancelled", runId: "r1" },
        { type: "run.cancelled", runId: "r2" },
        { type: "run.cancelled", runId: "r3" },
        { type: "run.finished", runId: "r3", outcome: "cancelled" },
        { type: "tool.failed", runId: "r2", callId: "c2", error: { code: "child_cancelled" } },
        { type: "run.finished", runId: "r2", outcome: "cancelled" },
        { type: "tool.failed", runId: "r1", callId: "c1", error: { code: "child_cancelled" } },
        { type: "run.finished", runId: "r1", outcome: "cancelled" },
      );
  });

  test("a cancelled child tells its parent, which goes on", () => {
    const outcome = given(delegating, child()).when({ type: "run.cancel", runId: "r2" });
    outcome.then(
      { type: "run.cancelled", runId: "r2" },
      { type: "run.finished", runId: "r2" },
      { type: "tool.failed", runId: "r1", error: { code: "child_cancelled" } },
    );
    expect(given(outcome.afterwards).nextStep("r1")).toMatchObject({ do: "call-model" });
  });

  test("a child is not to go on when its parent's call has failed", () => {
    given(delegating, child(), turnStarted("r2", "t2"))
      .whenWorkerRecords(toolFailed("r1", "c1", "timeout"))
      .then({ type: "tool.failed" }, { type: "run.cancelled", runId: "r2" });
  });

  test("a child that comes too late for a cancelled parent ends at once", () => {
    given(delegating, cancelled("r1"))
      .whenWorkerRecords(child())
      .then(
        { type: "run.queued", runId: "r2" },
        { type: "run.cancelled", runId: "r2" },
        { type: "run.finished", runId: "r2" },
        { type: "tool.failed", runId: "r1" },
        { type: "run.finished", runId: "r1", outcome: "cancelled" },
      );
  });

  test("a child that is too deep ends at once, and its parent reads why", () => {
    const deep = { ...child(), depth: 1 } as SessionEvent;
    given(delegating)
      .inWorld({ agents: [{ ...generalOfDepth(0) }, { ...generalOfDepth(0), name: "helios" }] })
      .whenWorkerRecords(deep)
      .then(
        { type: "run.queued" },
        { type: "run.finished", runId: "r2", outcome: "limit", limit: "depth" },
        { type: "tool.failed", runId: "r1", error: { code: "child_limit" } },
      );
  });
});

test("A run ends in the same breath as the last thing it waited for, and takes along what depends on it", () => {
  given(
    opened(),
    queued("r1"),
    queued("r2", { dependsOn: ["r1"] }),
    queued("r3", { dependsOn: ["r2"] }),
    turnStarted("r1", "t1"),
  )
    .whenWorkerRecords(turnFailed("r1", "t1", "server_error"))
    .then(
      { type: "turn.failed" },
      { type: "run.finished", runId: "r1", outcome: "failed", error: { code: "server_error" } },
      { type: "run.finished", runId: "r2", outcome: "failed", error: { code: "dependency_failed" } },
      { type: "run.finished", runId: "r3", outcome: "failed", error: { code: "dependency_failed" } },
    );
});

test("What follows from a fact is true before the next fact is looked at", () => {
  const goesOn: SessionEvent = { type: "session.changed", by: "ada", status: "active" };
  const atRest = [
    ...answering(),
    waiting("m2"),
    waiting("m3"),
    { ...goesOn, status: "paused" } as const,
    ...wholeTurn("r1", "t1", "Hello."),
    finished("r1"),
  ];
  given(atRest)
    .whenDone(() => [goesOn, goesOn])
    .then(
      { type: "session.changed" },
      { type: "message.delivered", messageId: "m2" },
      { type: "message.routed" },
      { type: "run.queued", replyTo: "m2" },
      { type: "session.changed" },
    );
});

test("Nothing follows from nothing", () => {
  given(answering(), ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "echo" }]))
    .whenSettled()
    .thenNothing();
  given(
    answering(),
    turnStarted("r1", "t1"),
    turnCompleted("r1", "t1", "", [{ callId: "c1", tool: "echo" }]),
    proposed("r1", "c1"),
  )
    .whenSettled()
    .thenNothing();
});

function generalOfDepth(depth: number) {
  return { ...agentWithLimits, limits: { ...agentWithLimits.limits, depth } };
}

const agentWithLimits = {
  name: "general",
  version: 1,
  description: "",
  instructions: "",
  models: [],
  tools: [],
  limits: { turns: 25, tokens: 200_000, seconds: 600, depth: 3, children: 5 },
};
