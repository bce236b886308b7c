import { describe, expect, test } from "vitest";
import type { Command } from "../../lib/core/commands.ts";
import {
  answering,
  cancelled,
  finished,
  opened,
  posted,
  proposed,
  queued,
  runStarted,
  toolStarted,
  turnCompleted,
  turnFailed,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "./facts.ts";
import { given } from "./given.ts";

const danger = { callId: "c1", tool: "danger", arguments: { amount: 5 } };
const awaitingApproval = [
  ...answering(),
  turnStarted("r1", "t1"),
  turnCompleted("r1", "t1", "", [danger]),
  proposed("r1", "c1", "danger", {
    arguments: { amount: 5 },
    approval: { reason: "it is dangerous", digest: "digest of c1" },
  }),
];
const awaitingAnswer = [
  ...answering(),
  ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "ask_user" }]),
  { type: "question.asked", runId: "r1", callId: "c1", question: "Which one?" } as const,
];
const done = [...answering(), ...wholeTurn("r1", "t1", "Hello."), finished("r1")];
const pausedRun = [...answering(), { type: "run.paused", runId: "r1", reason: "a while", by: "ada" } as const];

describe("run.cancel", () => {
  test("ends a run that is not under way at once", () => {
    given(answering())
      .when({ type: "run.cancel", runId: "r1", reason: "never mind" })
      .then(
        { type: "run.cancelled", runId: "r1", by: "ada", reason: "never mind" },
        { type: "run.finished", runId: "r1", outcome: "cancelled" },
      );
  });

  test("leaves the end to the worker that is in the middle of a turn, or uses tools", () => {
    given(answering(), turnStarted("r1", "t1"))
      .when({ type: "run.cancel", runId: "r1" })
      .then({ type: "run.cancelled" });
    given(answering(), ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "echo" }]), toolStarted("r1", "c1"))
      .when({ type: "run.cancel", runId: "r1" })
      .then({ type: "run.cancelled" });
  });

  test("ends the calls that wait for a person with it", () => {
    given(awaitingApproval)
      .when({ type: "run.cancel", runId: "r1" })
      .then(
        { type: "run.cancelled" },
        { type: "tool.failed", callId: "c1", error: { code: "cancelled" } },
        { type: "run.finished", outcome: "cancelled" },
      );
    given(awaitingAnswer)
      .when({ type: "run.cancel", runId: "r1" })
      .then({ type: "run.cancelled" }, { type: "tool.failed", callId: "c1" }, { type: "run.finished" });
  });

  test("changes nothing where the run is over, or cancelled already", () => {
    given(done).when({ type: "run.cancel", runId: "r1" }).thenNothing();
    given(answering(), turnStarted("r1", "t1"), cancelled("r1"))
      .when({ type: "run.cancel", runId: "r1" })
      .thenNothing();
  });

  test("is refused for a run that is not there", () => {
    given(answering()).when({ type: "run.cancel", runId: "r9" }).thenRefused("not_found", /r9/);
  });
});

describe("run.pause and run.resume", () => {
  test("stop a run before its next step and let it go on", () => {
    given(answering())
      .when({ type: "run.pause", runId: "r1" })
      .then({ type: "run.paused", runId: "r1", reason: "paused by a person", by: "ada" });
    given(answering())
      .when({ type: "run.pause", runId: "r1", reason: "lunch" })
      .then({ type: "run.paused", reason: "lunch" });
    given(pausedRun).when({ type: "run.resume", runId: "r1" }).then({ type: "run.resumed", runId: "r1", by: "ada" });
  });

  test("two calls that were paused before the conversation was given away give it away once", () => {
    given(
      answering(),
      wholeTurn("r1", "t1", "", [
        { callId: "c1", tool: "hand_off" },
        { callId: "c2", tool: "hand_off" },
      ]),
      { type: "run.paused", runId: "r1", reason: "a while", by: "ada" },
    )
      .inWorld({ judge: () => ({ verdict: "hand-off", to: "ceres", reason: "why", task: "Go on", sees: "task" }) })
      .when({ type: "run.resume", runId: "r1" })
      .then(
        { type: "run.resumed" },
        { type: "tool.started", callId: "c1" },
        { type: "handoff.made", callId: "c1" },
        { type: "tool.finished", callId: "c1" },
        { type: "tool.failed", callId: "c2", error: { code: "conflict" } },
        { type: "run.finished", runId: "r1", outcome: "done" },
        { type: "run.queued", agent: "ceres", after: "r1" },
      );
  });

  test("change nothing where it is so already", () => {
    given(pausedRun).when({ type: "run.pause", runId: "r1" }).thenNothing();
    given(answering()).when({ type: "run.resume", runId: "r1" }).thenNothing();
  });

  test("are refused for a run that is not there, over or cancelled", () => {
    for (const type of ["run.pause", "run.resume"] as const) {
      given(answering()).when({ type, runId: "r9" }).thenRefused("not_found");
      given(done).when({ type, runId: "r1" }).thenRefused("conflict", /ended/);
      given(answering(), turnStarted("r1", "t1"), cancelled("r1"))
        .when({ type, runId: "r1" })
        .thenRefused("conflict", /cancelled/);
    }
  });
});

describe("run.steer", () => {
  test("says something to one run, a task too", () => {
    given(answering())
      .when({ type: "run.steer", runId: "r1", content: "Shorter" })
      .then({ type: "message.posted", message: { content: "Shorter" }, whileRunning: "steer", runId: "r1" });
    given(opened(), queued("r1"))
      .when({ type: "run.steer", runId: "r1", content: "Shorter" })
      .then({ type: "message.posted", runId: "r1" });
  });

  test("lets a paused run go on", () => {
    given(pausedRun)
      .when({ type: "run.steer", runId: "r1", content: "Shorter" })
      .then({ type: "message.posted" }, { type: "run.resumed", runId: "r1" });
  });

  test("is refused for a run that is not there, over or cancelled", () => {
    given(answering()).when({ type: "run.steer", runId: "r9", content: "Shorter" }).thenRefused("not_found");
    given(done).when({ type: "run.steer", runId: "r1", content: "Shorter" }).thenRefused("conflict");
    given(answering(), turnStarted("r1", "t1"), cancelled("r1"))
      .when({ type: "run.steer", runId: "r1", content: "Shorter" })
      .thenRefused("conflict");
  });
});

describe("run.allow", () => {
  test("gives a run more than it had", () => {
    const outcome = given(answering({ limits: { turns: 2 } })).when({
      type: "run.allow",
      runId: "r1",
      more: { turns: 3, cost: 1 },
    });
    outcome.then({ type: "run.allowed", runId: "r1", by: "ada", more: { turns: 3, cost: 1 } });
    expect(
      given(outcome.afterwards).when({ type: "run.allow", runId: "r1", more: { turns: 4 } }).state.runs[0]?.allowed,
    ).toEqual({ turns: 7, cost: 1 });
  });

  test("lets a paused run go on", () => {
    given(pausedRun)
      .when({ type: "run.allow", runId: "r1", more: { seconds: 60 } })
      .then({ type: "run.allowed" }, { type: "run.resumed" });
  });

  test("is refused where it gives nothing, and for a run that is not there or over", () => {
    given(answering()).when({ type: "run.allow", runId: "r1", more: {} }).thenRefused("invalid");
    given(answering())
      .when({ type: "run.allow", runId: "r9", more: { turns: 1 } })
      .thenRefused("not_found");
    given(done)
      .when({ type: "run.allow", runId: "r1", more: { turns: 1 } })
      .thenRefused("conflict");
  });
});

describe("run.retry", () => {
  const failed = [
    ...answering({ priority: "high", limits: { turns: 2 }, models: ["demo/slow"] }),
    turnStarted("r1", "t1"),
    turnFailed("r1", "t1", "server_error"),
    finished("r1", { outcome: "failed", error: { code: "server_error", message: "It failed." } }),
  ];

  test("does the same again, as a run of its own", () => {
    given(failed)
      .when({ type: "run.retry", runId: "r1" })
      .then({
        type: "run.queued",
        runId: "run-1",
        retryOf: "r1",
        replyTo: "m1",
        priority: "high",
        limits: { turns: 2 },
        models: ["demo/slow"],
        task: "task of r1",
      });
  });

  test("builds on the latest attempt of what the run built on", () => {
    const broken = { outcome: "failed", error: { code: "x", message: "It broke." } } as const;
    const firstBroke = [
      opened(),
      queued("r1"),
      queued("r2", { dependsOn: ["r1"] }),
      finished("r1", broken),
      finished("r2", { outcome: "failed", error: { code: "dependency_failed", message: "It broke." } }),
    ];
    const again = given(firstBroke, queued("r3", { retryOf: "r1" })).when({ type: "run.retry", runId: "r2" });
    again.then({ type: "run.queued", retryOf: "r2", dependsOn: ["r3"] });
    given(firstBroke)
      .when({ type: "run.retry", runId: "r2" })
      .then(
        { type: "run.queued", dependsOn: ["r1"] },
        { type: "run.finished", outcome: "failed", error: { code: "dependency_failed" } },
      );
  });

  test("is refused for a run that is not there, still open, or a child", () => {
    given(failed).when({ type: "run.retry", runId: "r9" }).thenRefused("not_found");
    given(answering())
      .when({ type: "run.retry", runId: "r1" })
      .thenRefused("conflict", /still open/);
    given(
      answering(),
      ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "delegate" }]),
      toolStarted("r1", "c1"),
      queued("r2", { depth: 1, parent: { runId: "r1", callId: "c1" } }),
      ...wholeTurn("r2", "t2", "Done."),
      finished("r2"),
    )
      .when({ type: "run.retry", runId: "r2" })
      .thenRefused("conflict", /parent/);
  });

  test("is refused while an agent answers, in a paused session, and for an agent that is gone", () => {
    given(failed, posted("m2"), queued("r2", { replyTo: "m2" }))
      .when({ type: "run.retry", runId: "r1" })
      .thenRefused("conflict", /then retry/);
    given(failed, { type: "session.changed", by: "ada", status: "paused" })
      .when({ type: "run.retry", runId: "r1" })
      .thenRefused("conflict", /paused/);
    given(failed).inWorld({ agents: [] }).when({ type: "run.retry", runId: "r1" }).thenRefused("not_found");
  });
});

describe("task.create", () => {
  test("queues a run that answers no message", () => {
    given(opened())
      .when({ type: "task.create", task: "Tidy up", agent: "helios", priority: "low", limits: { turns: 1 } })
      .then({ type: "run.queued", agent: "helios", task: "Tidy up", priority: "low", limits: { turns: 1 }, depth: 0 });
    given(opened())
      .when({ type: "task.create", task: "Tidy up" })
      .then({ type: "run.queued", agent: "general", priority: "normal" });
  });

  test("builds on other runs, and fails at once where one of them has failed", () => {
    given(opened(), queued("r1"))
      .when({ type: "task.create", task: "Then", dependsOn: ["r1"] })
      .then({ type: "run.queued", dependsOn: ["r1"] });
    given(opened(), queued("r1"), cancelled("r1"), finished("r1", { outcome: "cancelled" }))
      .when({ type: "task.create", task: "Then", dependsOn: ["r1"] })
      .then({ type: "run.queued" }, { type: "run.finished", outcome: "failed", error: { code: "dependency_failed" } });
  });

  test("is refused for an agent or a run that is not there, and in a paused session", () => {
    given(opened())
      .when({ type: "task.create", task: "Then", agent: "nobody" })
      .thenRefused("not_found", /nobody/);
    given(opened())
      .when({ type: "task.create", task: "Then", dependsOn: ["r9"] })
      .thenRefused("not_found", /r9/);
    given(opened(), { type: "session.changed", by: "ada", status: "paused" })
      .when({ type: "task.create", task: "Then" })
      .thenRefused("conflict", /paused/);
  });
});

describe("question.answer", () => {
  test("gives the answer to the agent as its call's result", () => {
    given(awaitingAnswer)
      .when({ type: "question.answer", callId: "c1", answer: "red" })
      .then(
        { type: "question.answered", runId: "r1", callId: "c1", answer: "red", by: "ada" },
        { type: "tool.finished", callId: "c1", content: "red", details: "red" },
      );
    given(awaitingAnswer)
      .when({ type: "question.answer", callId: "c1", answer: { size: 3 } })
      .then({ type: "question.answered" }, { type: "tool.finished", content: '{"size":3}', details: { size: 3 } });
  });

  test("is refused where nobody asked, where it was answered, and without an answer", () => {
    given(awaitingAnswer).when({ type: "question.answer", callId: "c9", answer: 1 }).thenRefused("not_found");
    given(awaitingApproval).when({ type: "question.answer", callId: "c1", answer: 1 }).thenRefused("conflict");
    given(awaitingAnswer).when({ type: "question.answer", callId: "c1", answer: undefined }).thenRefused("invalid");
    const answered = given(awaitingAnswer).when({ type: "question.answer", callId: "c1", answer: 1 }).afterwards;
    given(answered)
      .when({ type: "question.answer", callId: "c1", answer: 2 })
      .thenRefused("conflict", /once only/);
  });
});

describe("tool.approve and tool.deny", () => {
  test("let a call run, with other arguments too", () => {
    given(awaitingApproval)
      .when({ type: "tool.approve", callId: "c1" })
      .then({ type: "tool.approved", runId: "r1", callId: "c1", by: "ada" });
    const edited = given(awaitingApproval).when({ type: "tool.approve", callId: "c1", arguments: { amount: 1 } });
    edited.then({ type: "tool.approved", arguments: { amount: 1 } });
    expect(edited.state.runs[0]?.calls[0]).toMatchObject({
      status: "approved",
      arguments: { amount: 1 },
      proposedArguments: { amount: 5 },
    });
  });

  test("end a call with the person's reason", () => {
    given(awaitingApproval)
      .when({ type: "tool.deny", callId: "c1", reason: "too much" })
      .then({ type: "tool.denied", runId: "r1", callId: "c1", by: "ada", reason: "too much" });
  });

  test("are refused for a call that is not there, asks for nothing, or was decided", () => {
    for (const command of [{ type: "tool.approve" }, { type: "tool.deny", reason: "no" }] as const) {
      given(awaitingApproval)
        .when({ ...command, callId: "c9" })
        .thenRefused("not_found");
      given(awaitingAnswer)
        .when({ ...command, callId: "c1" })
        .thenRefused("conflict", /does not wait/);
      const denied = given(awaitingApproval).when({ type: "tool.deny", callId: "c1", reason: "no" }).afterwards;
      given(denied)
        .when({ ...command, callId: "c1" })
        .thenRefused("conflict", /once only/);
      const approved = given(awaitingApproval).when({ type: "tool.approve", callId: "c1" }).afterwards;
      given(approved)
        .when({ ...command, callId: "c1" })
        .thenRefused("conflict");
    }
  });

  test("are refused for a run that is being cancelled", () => {
    const two = [
      ...answering(),
      turnStarted("r1", "t1"),
      turnCompleted("r1", "t1", "", [danger, { callId: "c2", tool: "echo" }]),
      proposed("r1", "c1", "danger", {
        arguments: { amount: 5 },
        approval: { reason: "it is dangerous", digest: "d" },
      }),
      proposed("r1", "c2"),
      toolStarted("r1", "c2"),
      cancelled("r1"),
    ];
    given(two)
      .when({ type: "tool.approve", callId: "c1" })
      .thenRefused("conflict", /cancelled/);
  });
});

test("Every command but session.change is refused in a closed session, and every one in a session that is not there", () => {
  const commands: Command[] = [
    { type: "message.post", content: "x" },
    { type: "message.edit", messageId: "m1", content: "x" },
    { type: "message.withdraw", messageId: "m1" },
    { type: "turn.regenerate", messageId: "m1" },
    { type: "run.cancel", runId: "r1" },
    { type: "run.pause", runId: "r1" },
    { type: "run.resume", runId: "r1" },
    { type: "run.steer", runId: "r1", content: "x" },
    { type: "run.retry", runId: "r1" },
    { type: "run.allow", runId: "r1", more: { turns: 1 } },
    { type: "task.create", task: "x" },
    { type: "question.answer", callId: "c1", answer: 1 },
    { type: "tool.approve", callId: "c1" },
    { type: "tool.deny", callId: "c1", reason: "x" },
    { type: "todo.change", items: [] },
    { type: "session.close" },
  ];
  for (const command of commands) {
    given(done, { type: "session.closed", by: "ada", status: "completed" })
      .when(command)
      .thenRefused("conflict", /completed/);
    given().when(command).thenRefused("not_found");
  }
  given().when({ type: "session.change", title: "x" }).thenRefused("not_found");
});

test("A run that was started by a worker and has used tools can be stopped between two steps", () => {
  given(
    answering(),
    runStarted("r1"),
    ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "echo" }]),
    ...wholeCall("r1", "c1"),
  )
    .when({ type: "run.cancel", runId: "r1" })
    .then({ type: "run.cancelled" }, { type: "run.finished", outcome: "cancelled" });
});
