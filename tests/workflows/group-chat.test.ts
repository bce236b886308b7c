import { describe, expect, test } from "vitest";
import { seeded } from "../../lib/workflows/group-chat/seeded.ts";
import type { WorkflowDefinition, WorkflowOf } from "../../lib/workflows/workflow.ts";
import { Play, type Script } from "./play.ts";

type Fields = Partial<Omit<WorkflowOf<"group-chat">, "kind" | "name">>;
const chat = (fields: Fields = {}): WorkflowDefinition => ({
  name: "talk",
  how: { kind: "group-chat", members: ["general", "helios", "ceres"], maxRounds: 2, ...fields },
});
const play = (fields: Fields, script?: Script) => new Play({ workflows: [chat(fields)], ...(script && { script }) });

describe("Members of a group chat", () => {
  test("speak in turn, so many rounds, and hear each other", () => {
    const heard: number[] = [];
    const talk = play({}, (run, { state }) => {
      heard.push(state.messages.length);
      return `${run.agent} speaks`;
    });
    expect(talk.post("Well?").end().speakers).toEqual([
      "ada",
      ...["general", "helios", "ceres"],
      ...["general", "helios", "ceres"],
    ]);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("are told why it is their turn", () => {
    const talk = play({}).post("Well?");
    const reasons = talk.facts("workflow.advanced").flatMap(({ entered }) => entered.map(({ reason }) => reason));
    expect(reasons.slice(0, 2)).toEqual(["the first in turn", "it is the turn after general's"]);
    expect(talk.runsOf("helios")[0]?.task).toContain("it is the turn after general's");
  });

  test("speak by lot as the seed says, the same each time, and never twice in a row", () => {
    const order = () =>
      play({ select: { by: "random", seed: 7 }, maxRounds: 4 })
        .post("Well?")
        .end()
        .speakers.slice(1);
    expect(order()).toEqual(order());
    const entered = play({ select: { by: "random", seed: 7 } })
      .post("Well?")
      .facts("workflow.advanced");
    expect(entered[0]?.entered[0]?.reason).toBe("chosen by lot, with the seed 7");
    expect(order().some((speaker, index, all) => speaker === all[index - 1])).toBe(false);
    expect(new Set(order()).size).toBe(3);
    const numbers = Array.from({ length: 1000 }, (_, index) => seeded(`x/${index}`));
    expect(numbers.filter((number) => number < 0.5).length).toBeGreaterThan(400);
    expect(numbers.filter((number) => number < 0.5).length).toBeLessThan(600);
  });

  test("speak as a rule on the last message says", () => {
    const select = { by: "rules" as const, rules: [{ when: 'text.contains("food")', next: "ceres" }] };
    const talk = play({ select, maxRounds: 1 }, (run) => (run.agent === "general" ? "What about food?" : "Yes"));
    expect(talk.post("Well?").end().speakers).toEqual(["ada", "general", "ceres", "general"]);
  });

  test("speak as a model says, and in turn where it names nobody", () => {
    const answers = ['{"next":"ceres","reason":"she has not spoken"}', '{"next":"zeus"}', '{"next":"helios"}'];
    const talk = play({ select: { by: "model", agent: "router" }, maxRounds: 1 }, (run) =>
      run.agent === "router" ? (answers.shift() ?? "") : "Yes",
    );
    const { speakers } = talk.post("Well?").end();
    expect(speakers.slice(1)).toHaveLength(3);
    expect(speakers[1]).toBe("ceres");
    expect(talk.runsOf("ceres")[0]?.task).toContain("she has not spoken");
  });

  test("speak as a person says", () => {
    const talk = play({ select: { by: "person" }, maxRounds: 1 }).post("Well?");
    expect(talk.calls()[0]?.question?.choices).toEqual(["general", "helios", "ceres"]);
    talk.answer("ceres").answer("helios").answer("general").end();
    expect(talk.conversation.filter(({ author }) => author.kind === "agent").map(({ author }) => author.id)).toEqual([
      "ceres",
      "helios",
      "general",
    ]);
  });

  test("speak only after whom they may", () => {
    const transitions = { general: ["helios"], helios: ["general"], ceres: ["general"] };
    expect(play({ transitions }).post("Well?").end().speakers).not.toContain("ceres");
    const stuck = play({ transitions: { general: [] } })
      .post("Well?")
      .end();
    expect(stuck.speakers).toEqual(["ada", "general"]);
  });

  test("speak only after whom they may also where the model names somebody else, and then in turn", () => {
    const transitions = { general: ["helios", "ceres"], helios: ["ceres", "general"], ceres: ["helios", "general"] };
    const answers = ['{"next":"general"}', '{"next":"general"}', '{"next":"helios"}'];
    const talk = play({ select: { by: "model", agent: "router" }, transitions, maxRounds: 1 }, (run) =>
      run.agent === "router" ? (answers.shift() ?? "") : "Yes",
    );
    expect(talk.post("Well?").end().speakers.slice(1)).toEqual(["general", "helios", "ceres"]);
    expect(talk.runsOf("helios")[0]?.task).toContain("nobody who may speak was named");
  });

  test("may be people: the one who wrote is asked when it is their turn, and everybody hears the answer", () => {
    const talk = play({ members: ["general", "person"], maxRounds: 1 }, () => "And you?").post("Well?");
    talk.answer("I think so too").end();
    expect(talk.conversation.map(({ author, content }) => [author.kind, content])).toEqual([
      ["user", "Well?"],
      ["agent", "And you?"],
      ["user", "I think so too"],
    ]);
  });
});

describe("A group chat ends", () => {
  test("when somebody says the phrase", () => {
    const talk = play({ end: { phrase: "We agree" } }, (run) => (run.agent === "helios" ? "I see: WE AGREE." : "No"));
    expect(talk.post("Well?").end().speakers).toEqual(["ada", "general", "helios"]);
  });

  test("when so many in a row have nothing to add", () => {
    const talk = play({ end: { silence: 2 } }, (run) => (run.agent === "general" ? "Something" : "PASS"));
    expect(talk.post("Well?").end().speakers).toEqual(["ada", "general", "helios", "ceres"]);
    expect(talk.conducted.flow?.ended?.output).toBe("Something");
  });

  test("when a judge says so, who is asked every so many turns", () => {
    const verdicts = ['{"done":false}', '{"done":true,"reason":"all is said"}'];
    const talk = play({ end: { judge: { agent: "critic", every: 2 } }, maxRounds: 9, closing: "writer" }, (run) =>
      run.agent === "critic" ? (verdicts.shift() ?? "") : `${run.agent} speaks`,
    );
    const { speakers } = talk.post("Well?").end();
    expect(speakers).toEqual(["ada", "general", "helios", "ceres", "general", "writer"]);
    expect(talk.runsOf("writer")[0]?.task).toContain("all is said");
  });

  test("as failed when nobody can speak any more; one who cannot is passed over", () => {
    const one = play({ maxRounds: 1 }, (run) => (run.agent === "helios" ? { fails: "down" } : "Yes"));
    expect(one.post("Well?").end().conducted.finished?.outcome).toBe("done");
    const all = play({}, () => ({ fails: "down" }));
    expect(all.post("Well?").end().conducted.finished).toMatchObject({
      outcome: "failed",
      error: { code: "step_failed" },
    });
  });

  test("when the person stops it, with all that was open in it", () => {
    const talk = play({}, (run) => (run.agent === "ceres" ? null : "Yes")).post("Well?");
    talk.command({ type: "run.cancel", runId: talk.conducted.id });
    talk.end();
    expect(talk.state.runs.map(({ finished }) => finished?.outcome)).toEqual([
      "cancelled",
      "done",
      "done",
      "cancelled",
    ]);
  });
});
