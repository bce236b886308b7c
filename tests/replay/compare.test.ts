import { describe, expect, it } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { type Act, actsOf } from "../../lib/replay/acts.ts";
import { compareActs, totalsOf } from "../../lib/replay/compare.ts";
import {
  answering,
  finished,
  queued,
  recorded,
  runStarted,
  turnFailed,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "../core/facts.ts";

const echo = (callId: string, text = "hello") => ({ callId, tool: "echo", arguments: { text } });

function actsIn(events: readonly SessionEvent[], runId = "r1"): Act[] {
  return actsOf(fold(recorded(events)), runId);
}

/** `answer` is the last that the model says, after a tool for each text. */
function run(texts: readonly string[], answer: string): SessionEvent[] {
  return [
    ...answering(),
    runStarted("r1"),
    ...texts.flatMap((text, index) => [
      ...wholeTurn("r1", `t${index}`, "", [echo(`c${index}`, text)]),
      ...wholeCall("r1", `c${index}`, text.toUpperCase()),
    ]),
    ...wholeTurn("r1", "last", answer),
    finished("r1"),
  ];
}

const told = (a: readonly SessionEvent[], b: readonly SessionEvent[]) => {
  const { rows, first } = compareActs(actsIn(a), actsIn(b));
  return { first, rows: rows.map((row) => `${row.is} ${(row.a ?? row.b)?.kind}`) };
};

describe("what a run did", () => {
  it("stands in its order, without attempts that were made again", () => {
    const events = [
      ...answering(),
      runStarted("r1"),
      turnStarted("r1", "t0"),
      turnFailed("r1", "t0", "overloaded", { willRetryInMs: 10 }),
      turnStarted("r1", "t1", 2),
      ...wholeTurn("r1", "t1", "Look:", [echo("c1")]).slice(1),
      ...wholeCall("r1", "c1", "HELLO"),
      ...wholeTurn("r1", "t2", "Done."),
      finished("r1"),
    ];
    expect(actsIn(events).map(({ kind, name, said }) => [kind, name, said])).toEqual([
      ["turn", "demo/demo", "Look:"],
      ["call", "echo", "HELLO"],
      ["turn", "demo/demo", "Done."],
    ]);
  });

  it("has what others did for it behind the call that asked for it, whoever was quicker", () => {
    const child = (runId: string, callId: string) => queued(runId, { parent: { runId: "r1", callId }, depth: 1 });
    const begin = [
      ...answering(),
      runStarted("r1"),
      ...wholeTurn("r1", "t1", "", [
        { callId: "c1", tool: "delegate" },
        { callId: "c2", tool: "delegate" },
      ]),
      ...["c1", "c2"].map((callId) => wholeCall("r1", callId)[0] as SessionEvent),
      child("r2", "c1"),
      child("r3", "c2"),
    ];
    const first = [runStarted("r2"), ...wholeTurn("r2", "t2", "One")];
    const second = [runStarted("r3"), ...wholeTurn("r3", "t3", "Two")];
    const inOrder = actsIn([...begin, ...first, ...second]);
    expect(inOrder.map(({ name, depth }) => `${depth} ${name}`)).toEqual([
      "0 demo/demo",
      "0 delegate",
      "1 demo/demo",
      "0 delegate",
      "1 demo/demo",
    ]);
    const other = actsIn([...begin, ...second, ...first]);
    expect(compareActs(inOrder, other).first).toBeNull();
  });
});

describe("two runs", () => {
  it("that did the same have no first difference, whatever their ids and times", () => {
    expect(told(run(["one", "two"], "Done."), run(["one", "two"], "Done.")).first).toBeNull();
  });

  it("go apart at the first step that is another one", () => {
    expect(told(run(["one", "two"], "Done."), run(["one", "deux"], "Fini."))).toEqual({
      first: 2,
      rows: ["same turn", "same call", "changed turn", "changed call", "changed turn"],
    });
  });

  it("keep their common steps beside each other where one did more", () => {
    expect(told(run(["one", "three"], "Done."), run(["one", "two", "three"], "Done."))).toEqual({
      first: 2,
      rows: ["same turn", "same call", "only-b turn", "only-b call", "same turn", "same call", "same turn"],
    });
    expect(told(run(["one", "two", "three"], "Done."), run(["one", "three"], "Done.")).rows).toContain("only-a call");
  });

  it("of which one did nothing stand alone", () => {
    expect(told(run(["one"], "Done."), answering())).toEqual({
      first: 0,
      rows: ["only-a turn", "only-a call", "only-a turn"],
    });
  });

  it("say what differs", () => {
    const { rows } = compareActs(actsIn(run(["one"], "Done.")), actsIn(run(["uno"], "Done.")));
    expect(rows.map((row) => (row.is === "changed" ? row.differs : []))).toEqual([["given"], ["given", "said"], []]);
  });

  it("of thousands of steps are compared at once", () => {
    const acts = (offset: number): Act[] =>
      Array.from({ length: 3_000 }, (_, index) => ({ ...(actsIn(run([], "x"))[0] as Act), said: `${index + offset}` }));
    const { rows } = compareActs(acts(0), acts(1));
    expect(rows.length).toBeGreaterThanOrEqual(3_000);
  });

  it("are summed up with all that worked for them", () => {
    const state = fold(recorded(run(["one"], "Done.")));
    const totals = totalsOf(state.runs[0] as never, actsOf(state, "r1"));
    expect(totals).toMatchObject({
      turns: 2,
      calls: 1,
      usage: { input: 20, output: 10 },
      cost: null,
      models: ["demo/demo"],
    });
  });
});
