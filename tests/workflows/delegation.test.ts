import { describe, expect, test } from "vitest";
import { defaultLimits } from "../../lib/core/agent.ts";
import type { Delegation, Judgement } from "../../lib/core/world.ts";
import { agent } from "../core/test-world.ts";
import { Play, type Script } from "./play.ts";

const judge = (_who: unknown, call: { tool: string; arguments: unknown }): Judgement => {
  if (call.tool === "delegate") return { verdict: "delegate", delegation: call.arguments as Delegation };
  if (call.tool === "hand_off") {
    const { to } = call.arguments as { to: string };
    return { verdict: "hand-off", to, reason: "it fits better", task: "Go on", sees: "conversation" };
  }
  return { verdict: "run" };
};
const delegating = (...tasks: object[]) => ({ calls: tasks.map((args) => ({ tool: "delegate", arguments: args })) });
const solo = (script: Script, limits = {}) =>
  new Play({
    workflows: [],
    agents: ["general", "helios", "ceres"].map((name) => agent(name, { limits: { ...defaultLimits, ...limits } })),
    script,
    world: { judge },
  });

describe("An agent that delegates", () => {
  test("reads the other's last words as the result of its call", () => {
    const play = solo((run) => {
      if (run.agent === "helios") return "Forty-two";
      return run.calls.length === 0
        ? delegating({ agent: "helios", task: "Add up" })
        : `It is ${run.calls[0]?.content}`;
    });
    play.post("How much?").end();
    expect(play.conversation.at(-1)?.content).toBe("It is Forty-two");
    expect(play.runsOf("helios")[0]).toMatchObject({
      depth: 1,
      task: "Add up",
      parent: { runId: play.state.runs[0]?.id },
    });
  });

  test("has several at work side by side, and no more than it may", () => {
    const many = Array.from({ length: 4 }, (_, index) => ({ agent: "helios", task: `Part ${index}` }));
    const play = solo((run) => (run.depth === 0 && run.calls.length === 0 ? delegating(...many) : "Done"), {
      children: 3,
    });
    play.post("Go").end();
    expect(play.runsOf("helios")).toHaveLength(3);
    expect(play.state.runs[0]?.calls[3]?.error?.code).toBe("busy");
  });

  test("cannot go deeper than the limit, nor than that of whoever began it", () => {
    const play = solo((run) => (run.calls.length === 0 ? delegating({ agent: "helios", task: "Deeper" }) : "Done"), {
      depth: 2,
    });
    play.post("Go").end();
    expect(Math.max(...play.state.runs.map(({ depth }) => depth))).toBe(2);
    expect(play.calls().at(-1)?.error?.code).toBe("limit_depth");
  });

  test("and its children together use no more tokens than it may", () => {
    const play = solo(
      (run) => {
        if (run.depth === 0 && run.calls.length === 0) return delegating({ agent: "helios", task: "Work" });
        return run.depth === 1 ? { calls: [{ tool: "echo", arguments: { n: run.calls.length } }] } : "Done";
      },
      { tokens: 500 },
    );
    play.command({ type: "message.post", content: "Go" });
    for (let time = 0; time < 20; time++) {
      play.work();
      for (const call of play.calls().filter(({ status, tool }) => status === "requested" && tool === "echo")) {
        const ids = { runId: play.state.runs.find((run) => run.calls.includes(call))?.id ?? "", callId: call.callId };
        play.record([
          { type: "tool.started", ...ids, effectId: `effect-${time}-${call.callId}`, attempt: 1, worker: "w" },
        ]);
        play.record([{ type: "tool.finished", ...ids, content: "ok", ms: 1 }]);
      }
    }
    play.end();
    expect(play.runsOf("helios")[0]?.finished).toMatchObject({ outcome: "limit", limit: "tokens" });
    expect(play.state.runs[0]?.finished).toMatchObject({ outcome: "limit", limit: "tokens" });
    const spent = play.state.runs.reduce((sum, { usage }) => sum + usage.input + usage.output, 0);
    expect(spent).toBeLessThanOrEqual(500 + 110);
  });

  test("passes on a narrower choice of tools, never a wider one", () => {
    const play = solo((run) => {
      if (run.calls.length > 0) return "Done";
      if (run.depth === 0) return delegating({ agent: "helios", task: "A", tools: ["delegate", "echo"] });
      return run.depth === 1 ? delegating({ agent: "ceres", task: "B", tools: ["echo", "danger"] }) : "Done";
    });
    play.post("Go").end();
    expect(play.runsOf("ceres")[0]?.tools).toEqual(["echo"]);
  });

  test("takes its children along when it is stopped, and they rest while it is paused", () => {
    const play = solo((run) => (run.depth === 0 ? delegating({ agent: "helios", task: "Work" }) : null)).post("Go");
    const [parent, child] = play.state.runs;
    play.command({ type: "run.pause", runId: parent?.id ?? "" });
    expect(play.work().runsOf("helios")[0]?.turns).toEqual([]);
    play.command({ type: "run.cancel", runId: parent?.id ?? "" });
    play.end();
    expect(play.state.runs.map(({ finished }) => finished?.outcome)).toEqual(["cancelled", "cancelled"]);
    expect(child?.parent?.runId).toBe(parent?.id);
  });

  test("is told where there is nobody of that name or capability", () => {
    const play = solo((run) =>
      run.calls.length === 0 ? delegating({ agent: "zeus", task: "A" }, { capability: "flying", task: "B" }) : "Done",
    );
    play.post("Go").end();
    expect(play.state.runs[0]?.calls.map(({ error }) => error?.message)).toEqual([
      'There is no agent "zeus".',
      'No agent has the capability "flying".',
    ]);
  });
});

describe("An agent that gives the conversation away", () => {
  const handing =
    (to: string): Script =>
    (run) =>
      run.agent === "general" ? { calls: [{ tool: "hand_off", arguments: { to } }] } : `${run.agent} answers`;

  test("has nothing more to say, and the other answers; later messages are the other's too", () => {
    const play = solo(handing("ceres")).post("Food?").post("And then?").end();
    expect(play.conversation.filter(({ content }) => content !== "").map(({ author }) => author.id)).toEqual([
      "ada",
      "ceres",
      "ada",
      "ceres",
    ]);
    expect(play.runsOf("ceres")[0]).toMatchObject({
      after: play.state.runs[0]?.id,
      sees: "conversation",
      task: "Go on",
    });
  });

  test.each([
    ["nobody", "zeus", "unknown_agent"],
    ["itself", "general", "conflict"],
  ])("to %s has it still, is told so, and goes on", (_whom, to, code) => {
    const play = solo((run) => (run.calls.length > 0 ? "Then I answer" : (handing(to)(run, play) as string)));
    play.post("Food?").end();
    expect(play.calls()[0]?.error?.code).toBe(code);
    expect(play.speakers.at(-1)).toBe("general");
    expect(play.conversation.at(-1)?.content).toBe("Then I answer");
  });

  test("to one who gives it back again and again has it in the end, and answers", () => {
    const play = solo((run) =>
      run.calls.length > 0
        ? "Then I answer"
        : { calls: [{ tool: "hand_off", arguments: { to: run.agent === "general" ? "ceres" : "general" } }] },
    );
    play.post("Food?").end();
    expect(play.facts("handoff.made")).toHaveLength(5);
    expect(play.calls().at(-1)?.error?.code).toBe("limit_hand_offs");
    expect(play.conversation.at(-1)?.content).toBe("Then I answer");
  });

  test("as a child hands on its task, and the parent reads the other's words", () => {
    const play = solo((run) => {
      if (run.agent === "general")
        return run.calls.length === 0 ? delegating({ agent: "helios", task: "A" }) : `${run.calls[0]?.content}`;
      return run.agent === "helios" ? { calls: [{ tool: "hand_off", arguments: { to: "ceres" } }] } : "Ceres did it";
    });
    play.post("Go").end();
    expect(play.conversation.at(-1)?.content).toBe("Ceres did it");
  });

  test("keeps a message that waits waiting until the other has answered", () => {
    let isSlow = true;
    const play = solo((run) => {
      if (isSlow) return null;
      return run.agent === "general" ? { calls: [{ tool: "hand_off", arguments: { to: "ceres" } }] } : "I answer";
    });
    play.post("One").post("Two");
    isSlow = false;
    play.work().end();
    const said = play.conversation.filter(({ content }) => content !== "").map(({ content }) => content);
    expect(said).toEqual(["One", "I answer", "Two", "I answer"]);
  });

  test("twice in one breath gives it away once", () => {
    const calls = ["ceres", "helios"].map((to) => ({ tool: "hand_off", arguments: { to } }));
    const play = solo((run) => (run.agent === "general" ? { calls } : "I answer"))
      .post("Go")
      .end();
    expect(play.facts("handoff.made")).toHaveLength(1);
    expect(play.state.runs.map(({ agent: name }) => name)).toEqual(["general", "ceres"]);
  });
});
