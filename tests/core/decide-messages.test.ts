import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import { type SessionState, waitingMessages } from "../../lib/core/state.ts";
import {
  answering,
  cancelled,
  finished,
  opened,
  posted,
  queued,
  turnCompleted,
  turnStarted,
  wholeTurn,
} from "./facts.ts";
import { given } from "./given.ts";
import { agent } from "./test-world.ts";

const answered = [...answering(), ...wholeTurn("r1", "t1", "Hello."), finished("r1")];
const paused = { type: "session.changed", by: "ada", status: "paused" } as const;
const waiting = posted("m2", "later", { whileRunning: "queue" });

describe("message.post", () => {
  test("is placed, routed and gets a run of the session's agent", () => {
    const outcome = given(opened()).when({ type: "message.post", content: "Hello" });
    outcome.then(
      {
        type: "message.posted",
        message: { id: "message-1", content: "Hello", author: { kind: "user", id: "ada" } },
        parentId: null,
      },
      { type: "message.routed", messageId: "message-1", to: ["general"], by: "workflow" },
      {
        type: "run.queued",
        runId: "run-1",
        agent: "general",
        agentVersion: 1,
        task: "Hello",
        depth: 0,
        priority: "normal",
        replyTo: "message-1",
      },
    );
    expect(outcome.state.leafId).toBe("message-1");
  });

  test("follows the end of the branch in view", () => {
    given(answered)
      .when({ type: "message.post", content: "And?" })
      .then({ type: "message.posted", parentId: "t1-message" }, { type: "message.routed" }, { type: "run.queued" });
  });

  test("follows another message where the sender says so, and begins anew with null", () => {
    const outcome = given(answered).when({ type: "message.post", content: "Or?", parentId: "m1" });
    outcome.then({ type: "message.posted", parentId: "m1" }, { type: "message.routed" }, { type: "run.queued" });
    given(answered)
      .when({ type: "message.post", content: "New", parentId: null })
      .then({ type: "message.posted", parentId: null }, { type: "message.routed" }, { type: "run.queued" });
  });

  test("goes to the agents that the sender named, each once", () => {
    given(opened())
      .when({ type: "message.post", content: "Hello", to: ["helios", "ceres", "helios"] })
      .then(
        { type: "message.posted", to: ["helios", "ceres"] },
        { type: "message.routed", to: ["helios", "ceres"], by: "user" },
        { type: "run.queued", agent: "helios" },
        { type: "run.queued", agent: "ceres" },
      );
    given(opened())
      .when({ type: "message.post", content: "Hello", to: "helios" })
      .then(
        { type: "message.posted", to: ["helios"] },
        { type: "message.routed" },
        { type: "run.queued", agent: "helios" },
      );
  });

  test("hands attachments on, and to its run the priority and limits that the sender chose", () => {
    const attachments = [{ id: "a1", name: "plan.png", mediaType: "image/png", size: 10 }];
    given(opened())
      .when({ type: "message.post", content: "Look", attachments, priority: "urgent", limits: { turns: 2 } })
      .then(
        { type: "message.posted", message: { attachments } },
        { type: "message.routed" },
        { type: "run.queued", priority: "urgent", limits: { turns: 2 } },
      );
  });

  test("is refused in a session that is not there, closed or paused", () => {
    const command = { type: "message.post", content: "Hello" } as const;
    given().when(command).thenRefused("not_found");
    given(opened(), { type: "session.closed", by: "ada", status: "completed" })
      .when(command)
      .thenRefused("conflict", /completed/);
    given(opened(), { type: "session.closed", by: "ada", status: "expired" })
      .when(command)
      .thenRefused("conflict", /expired/);
    given(opened(), paused)
      .when(command)
      .thenRefused("conflict", /paused/);
  });

  test("is refused for an agent or a parent that is not there", () => {
    given(opened())
      .when({ type: "message.post", content: "Hello", to: "nobody" })
      .thenRefused("not_found", /nobody/);
    given(opened()).when({ type: "message.post", content: "Hello", parentId: "m9" }).thenRefused("not_found", /m9/);
  });

  test("is refused after a message that has no place in the conversation", () => {
    given(answering(), waiting)
      .when({ type: "message.post", content: "Hello", parentId: "m2" })
      .thenRefused("conflict");
    given(opened(), queued("r1"), ...wholeTurn("r1", "t1", "A task's own words."))
      .when({ type: "message.post", content: "Hello", parentId: "t1-message" })
      .thenRefused("conflict", /task/);
  });
});

describe("message.post while an agent answers", () => {
  const post = (whileRunning?: "queue" | "steer" | "interrupt" | "reject", to?: string) =>
    ({
      type: "message.post",
      content: "By the way",
      ...(whileRunning && { whileRunning }),
      ...(to && { to }),
    }) as const;

  test("waits, unless the session says otherwise", () => {
    const outcome = given(answering()).when(post());
    outcome.then({ type: "message.posted", whileRunning: "queue", parentId: null });
    expect(outcome.state.leafId).toBe("m1");
    given(opened({ whileRunning: "reject" }), answering().slice(1))
      .when(post())
      .thenRefused("conflict", /still at work/);
  });

  test("steers the run at work", () => {
    given(answering()).when(post("steer")).then({ type: "message.posted", whileRunning: "steer", runId: "r1" });
  });

  test("steers the run of the agent that it names, and waits where that one is not at work", () => {
    const two = [
      opened(),
      posted("m1"),
      queued("r1", { replyTo: "m1", agent: "helios" }),
      queued("r2", { replyTo: "m1", agent: "ceres" }),
    ];
    given(two).when(post("steer")).then({ type: "message.posted", runId: "r2" });
    given(two).when(post("steer", "helios")).then({ type: "message.posted", runId: "r1" });
    const outcome = given(two).when(post("steer", "general"));
    outcome.then({ type: "message.posted", whileRunning: "queue" });
    expect(outcome.events[0]).not.toHaveProperty("runId");
  });

  test("lets a paused run go on when it steers it", () => {
    given(answering(), { type: "run.paused", runId: "r1", reason: "a while", by: "ada" })
      .when(post("steer"))
      .then({ type: "message.posted", whileRunning: "steer" }, { type: "run.resumed", runId: "r1", by: "ada" });
  });

  test("waits where the only run to steer is being cancelled", () => {
    given(answering(), turnStarted("r1", "t1"), cancelled("r1"))
      .when(post("steer"))
      .then({ type: "message.posted", whileRunning: "queue" });
  });

  test("interrupts: a run that is not under way ends at once, and the message gets its turn", () => {
    given(answering())
      .when(post("interrupt"))
      .then(
        { type: "message.posted", whileRunning: "interrupt" },
        { type: "run.cancelled", runId: "r1", reason: "interrupted by a new message" },
        { type: "run.finished", runId: "r1", outcome: "cancelled" },
        { type: "message.delivered", messageId: "message-1", as: "queued" },
        { type: "message.routed", messageId: "message-1" },
        { type: "run.queued", replyTo: "message-1" },
      );
  });

  test("interrupts: a run in the middle of a turn is told to stop, and the message waits for its end", () => {
    given(answering(), turnStarted("r1", "t1"))
      .when(post("interrupt"))
      .then({ type: "message.posted", whileRunning: "interrupt" }, { type: "run.cancelled", runId: "r1" });
  });

  test("is rejected where it asks to be", () => {
    given(answering())
      .when(post("reject"))
      .thenRefused("conflict", /queue.*steer.*interrupt/);
  });

  test("is placed as usual while only tasks are at work", () => {
    given(opened(), queued("r1"))
      .when(post("reject"))
      .then({ type: "message.posted" }, { type: "message.routed" }, { type: "run.queued" });
  });

  test("keeps the place that the sender chose for it, if it is not the end of the branch", () => {
    const second = [...answered, posted("m2", "And?", { parentId: "t1-message" }), queued("r2", { replyTo: "m2" })];
    const elsewhere = given(second).when({
      type: "message.post",
      content: "Or?",
      parentId: "m1",
      whileRunning: "queue",
    });
    elsewhere.then({ type: "message.posted", parentId: "m1" });
    const delivered = given(elsewhere.afterwards).whenWorkerRecords(
      turnStarted("r2", "t2"),
      turnCompleted("r2", "t2", "Because."),
    );
    expect(delivered.state.messages.at(-1)).toMatchObject({ id: "message-1", parentId: "m1", status: "placed" });
    const atTheEnd = given(second).when({
      type: "message.post",
      content: "Or?",
      parentId: "m2",
      whileRunning: "queue",
    });
    atTheEnd.then({ type: "message.posted", parentId: null });
  });
});

describe("message.edit", () => {
  test("makes a branch beside the message, which gets an answer of its own", () => {
    const outcome = given(answered, posted("m2", "And?", { parentId: "t1-message", to: ["helios"] })).when({
      type: "message.edit",
      messageId: "m2",
      content: "Or?",
    });
    outcome.then(
      { type: "message.edited", messageId: "m2", message: { id: "message-1", content: "Or?" }, to: ["helios"] },
      { type: "message.routed", messageId: "message-1", to: ["helios"] },
      { type: "run.queued", agent: "helios", replyTo: "message-1" },
    );
    expect(outcome.state.messages.map(({ id, parentId }) => ({ id, parentId }))).toEqual([
      { id: "m1", parentId: null },
      { id: "t1-message", parentId: "m1" },
      { id: "m2", parentId: "t1-message" },
      { id: "message-1", parentId: "t1-message" },
    ]);
    expect(outcome.state.leafId).toBe("message-1");
  });

  test("keeps what the message had beside its text", () => {
    const attachments = [{ id: "a1", name: "plan.png", mediaType: "image/png", size: 10 }];
    const message = { id: "m1", content: "Look", author: { kind: "user" as const, id: "ada" }, attachments };
    const outcome = given(opened(), posted("m1", "", { message, thread: "side", run: { priority: "high" } })).when({
      type: "message.edit",
      messageId: "m1",
      content: "Look here",
    });
    outcome.then(
      { type: "message.edited", message: { attachments } },
      { type: "message.routed" },
      { type: "run.queued", priority: "high" },
    );
    expect(outcome.state.messages.at(-1)).toMatchObject({ content: "Look here", attachments, thread: "side" });
  });

  test("changes a message that still waits in its place, also while an agent answers", () => {
    const outcome = given(answering(), waiting).when({ type: "message.edit", messageId: "m2", content: "much later" });
    outcome.then({ type: "message.edited", messageId: "m2" });
    expect(outcome.state.messages.at(-1)).toMatchObject({ id: "m2", content: "much later", status: "waiting" });
    expect(outcome.state.messages).toHaveLength(2);
  });

  test("is refused while an agent answers, and in a paused session", () => {
    given(answering())
      .when({ type: "message.edit", messageId: "m1", content: "Or?" })
      .thenRefused("conflict", /then edit/);
    given(answered, paused)
      .when({ type: "message.edit", messageId: "m1", content: "Or?" })
      .thenRefused("conflict", /paused/);
  });

  test("is refused for what is not there, not a person's, withdrawn, or not of the conversation", () => {
    given(answered).when({ type: "message.edit", messageId: "m9", content: "Or?" }).thenRefused("not_found");
    given(answered)
      .when({ type: "message.edit", messageId: "t1-message", content: "Or?" })
      .thenRefused("conflict", /person's/);
    given(answering(), waiting, { type: "message.withdrawn", messageId: "m2", by: "ada" })
      .when({ type: "message.edit", messageId: "m2", content: "Or?" })
      .thenRefused("conflict", /withdrawn/);
    const steeredTask = [
      opened(),
      queued("r1"),
      posted("m1", "Blue", { whileRunning: "steer", runId: "r1" }),
      { type: "message.delivered", messageId: "m1", runId: "r1", as: "steered" } as const,
    ];
    given(steeredTask).when({ type: "message.edit", messageId: "m1", content: "Red" }).thenRefused("conflict", /task/);
  });
});

describe("message.withdraw", () => {
  test("takes a message back that still waits", () => {
    given(answering(), waiting)
      .when({ type: "message.withdraw", messageId: "m2" })
      .then({ type: "message.withdrawn", messageId: "m2", by: "ada" });
  });

  test("is refused for what is not there, and for what was delivered or withdrawn", () => {
    given(answering()).when({ type: "message.withdraw", messageId: "m9" }).thenRefused("not_found");
    given(answering()).when({ type: "message.withdraw", messageId: "m1" }).thenRefused("conflict");
    given(answering(), waiting, { type: "message.withdrawn", messageId: "m2", by: "ada" })
      .when({ type: "message.withdraw", messageId: "m2" })
      .thenRefused("conflict");
  });
});

describe("message.move", () => {
  const third = posted("m3", "then this", { whileRunning: "queue" });
  const fourth = posted("m4", "at last", { whileRunning: "queue" });
  const queue = [...answering(), waiting, third, fourth];
  const inQueue = (state: SessionState) => waitingMessages(state).map((message) => message.id);
  const over = [...wholeTurn("r1", "t1", "Hello."), finished("r1")];

  test("puts a waiting message before another one, or behind all, and it is answered in that order", () => {
    const first = given(queue).when({ type: "message.move", messageId: "m4", before: "m2" });
    first.then({ type: "message.moved", messageId: "m4", before: "m2", by: "ada" });
    expect(inQueue(first.state)).toEqual(["m4", "m2", "m3"]);
    const second = given(first.afterwards).when({ type: "message.move", messageId: "m2" });
    second.then({ type: "message.moved", messageId: "m2", by: "ada" });
    expect(inQueue(second.state)).toEqual(["m4", "m3", "m2"]);
    given(second.afterwards)
      .whenWorkerRecords(...over)
      .then(
        ...over,
        { type: "message.delivered", messageId: "m4", as: "queued" },
        { type: "message.routed" },
        { type: "run.queued" },
      );
  });

  test("changes nothing where it stands there already", () => {
    given(queue).when({ type: "message.move", messageId: "m3", before: "m4" }).thenNothing();
    given(queue).when({ type: "message.move", messageId: "m3", before: "m3" }).thenNothing();
    given(queue).when({ type: "message.move", messageId: "m4" }).thenNothing();
  });

  test("is refused for what does not wait, and for what goes first anyway", () => {
    given(queue).when({ type: "message.move", messageId: "m9" }).thenRefused("not_found");
    given(queue)
      .when({ type: "message.move", messageId: "m1" })
      .thenRefused("conflict", /still waits can be moved/);
    given(queue).when({ type: "message.move", messageId: "m2", before: "m1" }).thenRefused("conflict");
    const urgent = [...queue, posted("m5", "now", { whileRunning: "interrupt" })];
    given(urgent)
      .when({ type: "message.move", messageId: "m5", before: "m2" })
      .thenRefused("conflict", /goes first/);
    given(urgent)
      .when({ type: "message.move", messageId: "m2", before: "m5" })
      .thenRefused("conflict", /goes first/);
  });
});

describe("turn.regenerate", () => {
  test("answers the question anew, in a branch beside the first answer", () => {
    const outcome = given(answered).when({ type: "turn.regenerate", messageId: "t1-message" });
    outcome.then({ type: "run.queued", agent: "general", replyTo: "m1", task: "text of m1" });
    const again = given(outcome.afterwards).whenWorkerRecords(
      turnStarted("run-1", "t2"),
      turnCompleted("run-1", "t2", "Good day."),
    );
    expect(again.state.messages.at(-1)).toMatchObject({ content: "Good day.", parentId: "m1" });
    expect(again.state.leafId).toBe("t2-message");
  });

  test("takes another agent or another model where the person says so", () => {
    given(answered)
      .when({ type: "turn.regenerate", messageId: "t1-message", agent: "helios", model: "demo/slow" })
      .then({ type: "run.queued", agent: "helios", models: ["demo/slow"] });
  });

  test("asks everybody again who was asked, when it is told of the question", () => {
    const routed: SessionEvent = {
      type: "message.routed",
      messageId: "m1",
      to: ["helios", "ceres"],
      by: "user",
      confidence: 1,
      reason: "named",
      candidates: [],
    };
    given(opened(), posted("m1"), routed)
      .when({ type: "turn.regenerate", messageId: "m1" })
      .then(
        { type: "run.queued", agent: "helios", replyTo: "m1" },
        { type: "run.queued", agent: "ceres", replyTo: "m1" },
      );
    given(opened(), posted("m1"))
      .when({ type: "turn.regenerate", messageId: "m1" })
      .then({ type: "run.queued", agent: "general" });
  });

  test("is refused while an agent answers, and in a paused session", () => {
    given(answering())
      .when({ type: "turn.regenerate", messageId: "m1" })
      .thenRefused("conflict", /then regenerate/);
    given(answered, paused)
      .when({ type: "turn.regenerate", messageId: "m1" })
      .thenRefused("conflict", /paused/);
  });

  test("is refused for what is not there, still waits, or was said by a task of its own", () => {
    given(answered).when({ type: "turn.regenerate", messageId: "m9" }).thenRefused("not_found");
    given(answered).when({ type: "turn.regenerate", messageId: "m1", agent: "nobody" }).thenRefused("not_found");
    given(answering(), waiting, paused, ...wholeTurn("r1", "t1", "Hello."), finished("r1"), {
      type: "session.changed",
      by: "ada",
      status: "paused",
    })
      .when({ type: "turn.regenerate", messageId: "m2" })
      .thenRefused("conflict");
    given(opened(), queued("r1"), ...wholeTurn("r1", "t1", "A task's own words."), finished("r1"))
      .when({ type: "turn.regenerate", messageId: "t1-message" })
      .thenRefused("conflict", /Only an answer/);
  });
});

test("A message for an agent that was archived meanwhile ends in a failure that can be seen", () => {
  given(opened({ agent: "gone" }))
    .inWorld({ agents: [agent("general")] })
    .when({ type: "message.post", content: "Hello" })
    .then(
      { type: "message.posted" },
      { type: "message.routed", to: ["gone"] },
      { type: "run.queued", agent: "gone", agentVersion: 0 },
      { type: "run.finished", outcome: "failed", error: { code: "agent_missing" } },
    );
});
