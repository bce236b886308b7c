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
  toolFailed,
  toolFinished,
  toolStarted,
  turnCompleted,
  turnFailed,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "./facts.ts";
import { given } from "./given.ts";

const system = { role: "system", content: "You are general." };
const echo = (callId: string) => ({ callId, tool: "echo", arguments: { text: callId } });
const done = [...answering(), ...wholeTurn("r1", "t1", "Hello."), finished("r1")];

function next(n: number, parentId: string, content = `text of m${n}`): SessionEvent[] {
  return [posted(`m${n}`, content, { parentId }), queued(`r${n}`, { replyTo: `m${n}` })];
}

describe("An agent sees", () => {
  test("its instructions and the conversation of the branch", () => {
    expect(given(done, next(2, "t1-message", "And?")).context("r2")).toEqual([
      system,
      { role: "user", content: "text of m1" },
      { role: "assistant", content: "Hello." },
      { role: "user", content: "And?" },
    ]);
  });

  test("its calls, each with its result right behind", () => {
    const used = [
      ...answering(),
      ...wholeTurn("r1", "t1", "I look.", [echo("c1"), echo("c2")]),
      toolStarted("r1", "c1"),
      toolStarted("r1", "c2"),
      toolFinished("r1", "c2", "two"),
      toolFinished("r1", "c1", "one"),
    ];
    expect(given(used).context("r1").slice(2)).toEqual([
      { role: "assistant", content: "I look.", calls: [echo("c1"), echo("c2")] },
      { role: "tool", callId: "c1", tool: "echo", content: "one" },
      { role: "tool", callId: "c2", tool: "echo", content: "two" },
    ]);
  });

  test("the calls of earlier answers too", () => {
    const earlier = [
      ...answering(),
      ...wholeTurn("r1", "t1", "", [echo("c1")]),
      ...wholeCall("r1", "c1", "one"),
      ...wholeTurn("r1", "t2", "It is one."),
      finished("r1"),
    ];
    expect(
      given(earlier, next(2, "t2-message"))
        .context("r2")
        .map((message) => message.role),
    ).toEqual(["system", "user", "assistant", "tool", "assistant", "user"]);
  });

  test("what became of calls that failed, were denied, or were changed by a person", () => {
    const approval = { reason: "it is dangerous", digest: "d" };
    const used = [
      ...answering(),
      turnStarted("r1", "t1"),
      turnCompleted("r1", "t1", "", [echo("c1"), echo("c2"), echo("c3")]),
      proposed("r1", "c1", "echo", { arguments: { text: "c1" } }),
      proposed("r1", "c2", "echo", { approval, arguments: { text: "c2" } }),
      proposed("r1", "c3", "echo", { approval, arguments: { text: "c3" } }),
      toolStarted("r1", "c1"),
      toolFailed("r1", "c1", "timeout"),
      { type: "tool.denied", runId: "r1", callId: "c2", by: "ada", reason: "too dear" } as const,
      { type: "tool.approved", runId: "r1", callId: "c3", by: "ada", arguments: { text: "less" } } as const,
      ...wholeCall("r1", "c3", "done"),
    ];
    const [call, ...results] = given(used).context("r1").slice(2);
    expect(call).toMatchObject({ calls: [echo("c1"), echo("c2"), { callId: "c3", arguments: { text: "less" } }] });
    expect(results).toEqual([
      {
        role: "tool",
        callId: "c1",
        tool: "echo",
        content: "The call failed (timeout): It failed: timeout.",
        failed: true,
      },
      {
        role: "tool",
        callId: "c2",
        tool: "echo",
        content: "A person denied this call. Reason: too dear",
        failed: true,
      },
      {
        role: "tool",
        callId: "c3",
        tool: "echo",
        content: '(A person changed the arguments to {"text":"less"}.)\ndone',
      },
    ]);
  });

  test("its own reasoning and the provider's data, as they came", () => {
    const reasoned: SessionEvent[] = [
      ...answering(),
      turnStarted("r1", "t1"),
      turnCompleted("r1", "t1", "", [], {
        message: {
          id: "t1-message",
          content: "",
          author: { kind: "agent", id: "general" },
          parts: [{ type: "reasoning", text: "Hm.", signature: "s" }],
        },
        calls: [{ ...echo("c1"), providerData: { thought: "x" } }],
      }),
      proposed("r1", "c1", "echo", { arguments: { text: "c1" } }),
      ...wholeCall("r1", "c1"),
    ];
    expect(given(reasoned).context("r1")[2]).toEqual({
      role: "assistant",
      content: "",
      reasoning: { text: "Hm.", signature: "s" },
      calls: [{ ...echo("c1"), providerData: { thought: "x" } }],
    });
  });

  test("what a person said meanwhile, where it reached it", () => {
    const steered = [
      ...answering(),
      ...wholeTurn("r1", "t1", "I look.", [echo("c1")]),
      posted("m2", "Shorter", { whileRunning: "steer", runId: "r1" }),
      ...wholeCall("r1", "c1", "one"),
      { type: "message.delivered", messageId: "m2", runId: "r1", as: "steered" } as const,
      turnStarted("r1", "t2"),
    ];
    expect(given(steered).context("r1").slice(2)).toEqual([
      { role: "assistant", content: "I look.", calls: [echo("c1")] },
      { role: "tool", callId: "c1", tool: "echo", content: "one" },
      { role: "user", content: "Shorter" },
    ]);
    expect(given(steered).state.messages.at(-1)).toMatchObject({
      id: "m2",
      delivered: "steered",
      runId: "r1",
      parentId: "t1-message",
    });
  });

  test("nothing of what still waits or was withdrawn", () => {
    const waiting = [
      ...answering(),
      posted("m2", "later", { whileRunning: "queue" }),
      posted("m3", "never", { whileRunning: "queue" }),
      { type: "message.withdrawn", messageId: "m3", by: "ada" } as const,
    ];
    expect(given(waiting).context("r1")).toHaveLength(2);
  });

  test.each(["cancelled", "interrupted"])("what it had said when it was stopped, and that it was (%s)", (code) => {
    const stopped = [
      ...answering(),
      turnStarted("r1", "t1"),
      cancelled("r1"),
      turnFailed("r1", "t1", code, { partial: "Once upon a" }),
      finished("r1", { outcome: "cancelled" }),
    ];
    expect(
      given(stopped, next(2, "t1:partial", "Go on"))
        .context("r2")
        .slice(2),
    ).toEqual([
      { role: "assistant", content: "Once upon a\n[stopped here, before the end]" },
      { role: "user", content: "Go on" },
    ]);
  });

  test("what it had said when its time was up", () => {
    const outcome = given(answering(), turnStarted("r1", "t1")).whenWorkerRecords(
      turnFailed("r1", "t1", "limit_seconds", { partial: "Once upon a" }),
    );
    expect(outcome.state.messages.at(-1)).toMatchObject({ id: "t1:partial", stopped: true, parentId: "m1" });
  });

  test("nothing of attempts that broke and were made again", () => {
    const broken = [
      ...answering(),
      turnStarted("r1", "t1"),
      turnFailed("r1", "t1", "interrupted", { partial: "Once upon a" }),
      ...[turnStarted("r1", "t2", 2)],
    ];
    expect(given(broken).context("r1")).toHaveLength(2);
  });

  test("other agents' words under their names, without their calls and their silence", () => {
    const author = (id: string) => ({ kind: "agent" as const, id });
    const other = [
      opened(),
      posted("m1"),
      queued("r1", { replyTo: "m1", agent: "helios" }),
      queued("r2", { replyTo: "m1" }),
      turnStarted("r1", "t1"),
      turnCompleted("r1", "t1", "", [echo("c1")], {
        message: { id: "t1-message", content: "", author: author("helios") },
      }),
      proposed("r1", "c1", "echo", { arguments: { text: "c1" } }),
      ...wholeCall("r1", "c1"),
      turnStarted("r1", "t2"),
      turnCompleted("r1", "t2", "It is one.", [], {
        message: { id: "t2-message", content: "It is one.", author: author("helios") },
      }),
      finished("r1"),
    ];
    expect(given(other).context("r2").slice(1)).toEqual([
      { role: "user", content: "text of m1" },
      { role: "user", content: "[helios] It is one." },
    ]);
  });

  test("people's names where there are several of them, and where no person speaks", () => {
    const [open, ...rest] = answering();
    expect(given(open ?? [], rest).context("r1")[1]).toEqual({ role: "user", content: "text of m1" });
    expect(given(opened({ participants: ["ada", "bob"] }), rest).context("r1")[1]).toEqual({
      role: "user",
      content: "[ada] text of m1",
    });
    const fromSchedule = posted("m1", "", {
      message: { id: "m1", content: "It is nine.", author: { kind: "schedule", id: "morning" } },
    });
    expect(given(opened(), fromSchedule, queued("r1", { replyTo: "m1" })).context("r1")[1]).toEqual({
      role: "user",
      content: "[morning] It is nine.",
    });
  });

  test("only its own branch", () => {
    const edited: SessionEvent = {
      type: "message.edited",
      messageId: "m1",
      message: { id: "m2", content: "Or?", author: { kind: "user", id: "ada" } },
    };
    const story = [...done, edited, queued("r2", { replyTo: "m2" })];
    expect(given(story).context("r2")).toEqual([system, { role: "user", content: "Or?" }]);
  });

  test("as a task or a child, its task and its own transcript, and nothing of the conversation", () => {
    const task = [
      ...done,
      queued("r2", { task: "Count the leaves" }),
      ...wholeTurn("r2", "t2", "I count.", [echo("c1")]),
      ...wholeCall("r2", "c1", "three"),
      ...next(3, "t1-message"),
      posted("m4", "Faster", { whileRunning: "steer", runId: "r2" }),
      { type: "message.delivered", messageId: "m4", runId: "r2", as: "steered" } as const,
    ];
    expect(given(task).context("r2")).toEqual([
      system,
      { role: "user", content: "Count the leaves" },
      { role: "assistant", content: "I count.", calls: [echo("c1")] },
      { role: "tool", callId: "c1", tool: "echo", content: "three" },
      { role: "user", content: "Faster" },
    ]);
    expect(
      given(task)
        .context("r3")
        .map((message) => message.content),
    ).toEqual(["You are general.", "text of m1", "Hello.", "text of m3"]);
  });
});
