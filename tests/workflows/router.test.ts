import { describe, expect, test } from "vitest";
import { mentionsOf, scoreByKeywords } from "../../lib/workflows/router/score.ts";
import { toWorkflow, type WorkflowDefinition, type WorkflowOf } from "../../lib/workflows/workflow.ts";
import { Play, type Script } from "./play.ts";

const coach: WorkflowDefinition = {
  name: "coach",
  how: {
    kind: "router",
    agents: ["general", "helios", "ceres"],
    rules: [
      { agent: "helios", keywords: ["workout", "run", "push-ups"] },
      { agent: "ceres", keywords: ["food", "meal", "breakfast"] },
    ],
    classifier: { agent: "router", threshold: 0.6 },
    fallback: "general",
  },
};
const asking: WorkflowDefinition = {
  ...coach,
  how: { ...coach.how, classifier: { agent: "router", threshold: 0.6, asks: true } } as WorkflowDefinition["how"],
};
const router = toWorkflow(coach) as WorkflowOf<"router">;
const classifying =
  (answer: unknown): Script =>
  (run) =>
    run.agent === "router" ? JSON.stringify(answer) : `${run.agent} answers`;
const routed = (play: Play) => play.facts("message.routed")[0];

describe("Keywords", () => {
  test("score 0.9 with the first hit and 0.1 more with each other one, up to 1", () => {
    const scores = (text: string) => scoreByKeywords(router, text).map(({ agent, score }) => `${agent} ${score}`);
    expect(scores("a workout please")).toEqual(["helios 0.9", "general 0", "ceres 0"]);
    expect(scores("Workout: run, then push-ups!")).toEqual(["helios 1", "general 0", "ceres 0"]);
  });

  test("count as whole words, whatever their case, and phrases as phrases", () => {
    expect(scoreByKeywords(router, "BREAKFAST")[0]?.hits).toEqual(["breakfast"]);
    expect(scoreByKeywords(router, "the runner runs")[0]?.hits).toEqual([]);
    expect(scoreByKeywords(router, "ten push ups")[0]?.hits).toEqual(["push-ups"]);
  });

  test("cost less than a millisecond, also where there are many of them", () => {
    const rules = Array.from({ length: 50 }, (_, rule) => ({
      agent: "helios",
      keywords: Array.from({ length: 100 }, (_, word) => `word${rule}x${word}`),
    }));
    const text = "nothing of all that is in here, ".repeat(20);
    const begun = process.hrtime.bigint();
    for (let time = 0; time < 10; time++) scoreByKeywords({ ...router, rules }, text);
    // Measured as a share of a bound that is far above it, so that a busy machine does not matter.
    expect(Number(process.hrtime.bigint() - begun) / 10).toBeLessThan(100_000_000);
  });
});

describe("A mention", () => {
  test("names an agent of the router, at the beginning of a word", () => {
    expect(mentionsOf("@helios and @Ceres, write to me@general.example", router.agents)).toEqual(["helios", "ceres"]);
    expect(mentionsOf("@nobody", router.agents)).toEqual([]);
  });

  test("comes before keywords", () => {
    const play = new Play({ workflows: [coach] }).post("@ceres what about my workout?").end();
    expect(routed(play)).toMatchObject({ to: ["ceres"], by: "mention", confidence: 1 });
    expect(play.speakers).toEqual(["ada", "ceres"]);
  });
});

describe("A message", () => {
  test("goes to the agent whose keywords it has, with all candidates and the reason", () => {
    const play = new Play({ workflows: [coach] }).post("Plan a workout").end();
    expect(routed(play)).toMatchObject({
      to: ["helios"],
      by: "keyword",
      confidence: 0.9,
      reason: "it speaks of workout",
      candidates: [
        { agent: "helios", score: 0.9, hits: ["workout"] },
        { agent: "general", score: 0, hits: [] },
        { agent: "ceres", score: 0, hits: [] },
      ],
    });
  });

  test("without keywords is shown to the classifier, with what was said before", () => {
    const seen: string[] = [];
    const script: Script = (run) => {
      if (run.agent !== "router") return `${run.agent} answers`;
      seen.push(run.task);
      return JSON.stringify({ agent: "ceres", confidence: 0.8, reason: "it is about eating" });
    };
    const play = new Play({ workflows: [coach], script }).post("Plan a workout").post("And afterwards?").end();
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain("Plan a workout");
    expect(seen[0]).toContain("The message:\nAnd afterwards?");
    expect(play.facts("message.routed")[1]).toMatchObject({ to: ["ceres"], by: "model", confidence: 0.8 });
    expect(play.speakers).toEqual(["ada", "helios", "ada", "ceres"]);
  });

  test.each([
    ["is not sure enough", { agent: "ceres", confidence: 0.3, reason: "perhaps" }],
    ["names nobody of these", { agent: "zeus", confidence: 1, reason: "he knows" }],
    ["says something else", "I do not know"],
  ])("goes to the fallback where the classifier %s", (_, answer) => {
    const play = new Play({ workflows: [coach], script: classifying(answer) }).post("Hm?").end();
    expect(routed(play)).toMatchObject({ to: ["general"], by: "fallback", confidence: 0 });
    expect(play.speakers).toEqual(["ada", "general"]);
  });

  test("goes to the fallback where the classifier fails", () => {
    const script: Script = (run) => (run.agent === "router" ? { fails: "overloaded" } : "I answer");
    const play = new Play({ workflows: [coach], script }).post("Hm?").end();
    expect(routed(play)).toMatchObject({ to: ["general"], by: "fallback" });
  });

  test("waits while it is being found out who answers the one before", () => {
    const script: Script = (run) => (run.agent === "router" ? null : "I answer");
    const play = new Play({ workflows: [coach], script }).post("Hm?").post("Plan a workout");
    expect(play.state.messages.map(({ status }) => status)).toEqual(["placed", "waiting"]);
  });

  test("that waited has its turn only when the one before is answered", () => {
    let isSlow = true;
    const script: Script = (run) => (run.agent === "router" && isSlow ? null : run.schema ? "{}" : "I answer");
    const play = new Play({ workflows: [coach], script }).post("Hm?").post("Plan a workout");
    isSlow = false;
    play.work().end();
    expect(play.speakers).toEqual(["ada", "general", "ada", "helios"]);
  });

  test("is answered by nobody where the person stopped the classifier", () => {
    const play = new Play({ workflows: [coach], script: () => null }).post("Hm?");
    play.command({ type: "run.cancel", runId: play.state.runs[0]?.id ?? "" });
    expect(play.end().state.runs).toHaveLength(1);
  });
});

describe("Where the router asks when it is not sure", () => {
  const unsure = classifying({ agent: "ceres", confidence: 0.4, reason: "perhaps food" });

  test("the person chooses among the likeliest, and that one answers", () => {
    const play = new Play({ workflows: [asking], script: unsure }).post("Hm?");
    const asked = play.calls().find(({ status }) => status === "awaiting-answer");
    expect(asked?.question?.choices).toEqual(["ceres", "general", "helios"]);
    play.answer("helios").end();
    expect(play.speakers.at(-1)).toBe("helios");
  });

  test("an answer that names nobody is the fallback's", () => {
    const play = new Play({ workflows: [asking], script: unsure }).post("Hm?").answer("whoever").end();
    expect(play.speakers.at(-1)).toBe("general");
  });
});

describe("A person who corrects a routing", () => {
  test("has the message answered anew, in a branch beside the first answer", () => {
    const play = new Play({ workflows: [coach] }).post("Plan a workout");
    const messageId = play.state.messages[0]?.id ?? "";
    play.command({ type: "message.reroute", messageId, to: "ceres", keepAsRule: true });
    play.work().end();
    expect(play.facts("message.rerouted")[0]).toMatchObject({ was: ["helios"], to: ["ceres"], keepAsRule: true });
    const answers = play.state.messages.filter(({ parentId }) => parentId === messageId);
    expect(answers.map(({ author }) => author.id)).toEqual(["helios", "ceres"]);
    expect(play.state.messages[0]?.routed).toMatchObject({ to: ["ceres"], by: "user", was: ["helios"] });
  });

  test("is refused while somebody answers, for an agent's message, and with a name of nobody", () => {
    const play = new Play({ workflows: [coach], script: () => null }).post("Plan a workout");
    const messageId = play.state.messages[0]?.id ?? "";
    expect(() => play.command({ type: "message.reroute", messageId, to: "ceres" })).toThrow(/Stop it first/);
    const done = new Play({ workflows: [coach] }).post("Plan a workout");
    const [question, answer] = done.state.messages;
    expect(() => done.command({ type: "message.reroute", messageId: answer?.id ?? "", to: "ceres" })).toThrow();
    expect(() => done.command({ type: "message.reroute", messageId: question?.id ?? "", to: "zeus" })).toThrow(
      /no agent/,
    );
  });
});
