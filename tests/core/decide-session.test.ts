import { describe, expect, test } from "vitest";
import {
  answering,
  cancelled,
  finished,
  opened,
  posted,
  queued,
  toolStarted,
  turnStarted,
  wholeTurn,
} from "./facts.ts";
import { given } from "./given.ts";

const waiting = posted("m2", "later", { whileRunning: "queue" });
const closed = { type: "session.closed", by: "ada", status: "completed" } as const;

describe("session.change", () => {
  test("changes what it names and nothing else", () => {
    const outcome = given(opened({ tags: ["a"] })).when({
      type: "session.change",
      title: "Another",
      agent: "helios",
      whileRunning: "steer",
    });
    outcome.then({ type: "session.changed", by: "ada", title: "Another", agent: "helios", whileRunning: "steer" });
    expect(outcome.state).toMatchObject({
      title: "Another",
      agent: "helios",
      whileRunning: "steer",
      tags: ["a"],
      status: "active",
    });
  });

  test("is refused where it names nothing, or what is not there", () => {
    given(opened()).when({ type: "session.change" }).thenRefused("invalid");
    given(opened())
      .when({ type: "session.change", agent: "nobody" })
      .thenRefused("not_found", /nobody/);
    given(opened()).when({ type: "session.change", workflow: "graph" }).thenRefused("not_found", /graph/);
  });

  test("gives the message that waited in a paused session its turn when the session goes on", () => {
    const atRest = [
      ...answering(),
      waiting,
      { type: "session.changed", by: "ada", status: "paused" } as const,
      ...wholeTurn("r1", "t1", "Hello."),
      finished("r1"),
    ];
    expect(given(atRest).state.messages.at(1)?.status).toBe("waiting");
    given(atRest)
      .when({ type: "session.change", status: "active" })
      .then(
        { type: "session.changed", status: "active" },
        { type: "message.delivered", messageId: "m2", as: "queued" },
        { type: "message.routed" },
        { type: "run.queued", replyTo: "m2" },
      );
  });

  test("ends the session like session.close where it sets such a status", () => {
    given(answering(), waiting)
      .when({ type: "session.change", title: "Done with", status: "completed" })
      .then(
        { type: "session.changed", title: "Done with" },
        { type: "message.withdrawn", messageId: "m2" },
        { type: "session.closed", status: "completed" },
        { type: "run.cancelled", runId: "r1" },
        { type: "run.finished", runId: "r1", outcome: "cancelled" },
      );
    given(opened(), closed).when({ type: "session.change", status: "completed" }).thenNothing();
  });

  test("opens a closed session again, which takes messages as before", () => {
    const reopened = given(opened(), closed).when({ type: "session.change", status: "active" });
    reopened.then({ type: "session.changed", status: "active" });
    given(reopened.afterwards)
      .when({ type: "message.post", content: "Hello again" })
      .then({ type: "message.posted" }, { type: "message.routed" }, { type: "run.queued" });
  });

  test("renames a closed session", () => {
    given(opened(), closed)
      .when({ type: "session.change", title: "Of old" })
      .then({ type: "session.changed", title: "Of old" });
  });
});

describe("session.close", () => {
  test("withdraws what waits and ends every run", () => {
    const outcome = given(answering(), waiting, queued("r2"), queued("r3", { dependsOn: ["r2"] })).when({
      type: "session.close",
    });
    outcome.then(
      { type: "message.withdrawn", messageId: "m2" },
      { type: "session.closed", by: "ada", status: "completed" },
      { type: "run.cancelled", runId: "r1", reason: "the session was closed" },
      { type: "run.cancelled", runId: "r2" },
      { type: "run.cancelled", runId: "r3" },
      { type: "run.finished", runId: "r1", outcome: "cancelled" },
      { type: "run.finished", runId: "r2", outcome: "cancelled" },
      { type: "run.finished", runId: "r3", outcome: "cancelled" },
    );
  });

  test("reaches children through their parents, and leaves the end of a turn to its worker", () => {
    given(
      answering(),
      ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "delegate" }]),
      toolStarted("r1", "c1"),
      queued("r2", { depth: 1, parent: { runId: "r1", callId: "c1" } }),
      turnStarted("r2", "t2"),
    )
      .when({ type: "session.close" })
      .then({ type: "session.closed" }, { type: "run.cancelled", runId: "r1" }, { type: "run.cancelled", runId: "r2" });
  });

  test("does not cancel twice", () => {
    given(answering(), turnStarted("r1", "t1"), cancelled("r1"))
      .when({ type: "session.close" })
      .then({ type: "session.closed" });
  });
});

describe("todo.change", () => {
  test("keeps the list", () => {
    const items = [
      { id: "a", title: "First", status: "pending" as const },
      { id: "b", title: "Second", status: "pending" as const, dependsOn: ["a"] },
    ];
    const outcome = given(opened()).when({ type: "todo.change", items });
    outcome.then({ type: "todo.changed", items, by: { kind: "user", id: "ada" } });
    expect(outcome.state.todo).toEqual(items);
  });

  test("is refused for a list that cannot be worked off", () => {
    given(opened())
      .when({ type: "todo.change", items: [{ id: "a", title: "First", status: "pending", dependsOn: ["z"] }] })
      .thenRefused("invalid", /"z"/);
  });
});
