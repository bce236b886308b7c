import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultLimits } from "../../lib/core/agent.ts";
import type { SessionEvent } from "../../lib/core/events.ts";
import { childrenOf, type Run } from "../../lib/core/state.ts";
import type { Delegation, Judgement } from "../../lib/core/world.ts";
import type { WorkflowDefinition } from "../../lib/workflows/workflow.ts";
import { agent } from "../core/test-world.ts";
import { Play, type Says } from "./play.ts";

const runs = Number(process.env.PROPERTY_RUNS ?? 300);
const names = ["general", "writer", "critic", "planner"];
/** What a turn of a scripted agent uses. */
const turn = { tokens: 110, cost: 0.01 };

interface Limits {
  turns: number;
  tokens: number;
  children: number;
  depth: number;
  cost: number;
}

const limits = fc.record<Limits>({
  turns: fc.integer({ min: 1, max: 40 }),
  tokens: fc.integer({ min: 100, max: 6_000 }),
  children: fc.integer({ min: 1, max: 5 }),
  depth: fc.integer({ min: 1, max: 4 }),
  cost: fc.integer({ min: 1, max: 60 }).map((cents) => cents / 100),
});
const who = fc.constantFrom(...names);
const few = { minLength: 1, maxLength: 3 };

const { steps } = fc.letrec<{ steps: unknown[]; step: unknown }>((tie) => ({
  steps: fc.array(tie("step"), few),
  step: fc.oneof(
    { maxDepth: 2, depthIdentifier: "chain" },
    fc.record({ agent: who, retries: fc.nat({ max: 2 }), fallback: who }),
    fc.record({ workflow: fc.constant("inner") }),
    fc.record({
      parallel: fc.array(tie("steps"), { minLength: 2, maxLength: 4 }),
      gather: fc.oneof(fc.constant({ merge: "list" }), fc.record({ agent: who })),
    }),
    fc.record({ when: fc.constantFrom("true", "false"), do: tie("steps"), otherwise: tie("steps") }),
  ),
}));
const chain = steps.map((list) => ({ kind: "chain", steps: list }));

const tasks = fc.array(who, { minLength: 1, maxLength: 8 }).map((list) =>
  list.map((each, index) => ({
    id: `task_${index}`,
    description: "Do it",
    agent: each,
    ...(index > 2 && { context: [`task_${index - 2}`] }),
  })),
);
const crew = fc.record({
  kind: fc.constant("crew"),
  process: fc.constantFrom("sequential", "parallel", "hierarchical"),
  members: fc.constant(names.map((each) => ({ agent: each }))),
  manager: fc.constant("planner"),
  tasks,
});
const chat = fc.record({
  kind: fc.constant("group-chat"),
  members: fc.constant(names),
  maxRounds: fc.integer({ min: 1, max: 20 }),
  select: fc.constantFrom({ by: "turn" }, { by: "random" }, { by: "model", agent: "critic" }),
  end: fc.constantFrom({}, { judge: { agent: "critic", every: 1 } }),
});
const graph = fc
  .record({ max: fc.integer({ min: 1, max: 100 }), items: fc.nat({ max: 60 }), agent: who })
  .map((made) => ({
    kind: "graph",
    start: "go",
    nodes: [
      { id: "go", kind: "start" },
      { id: "round", kind: "loop", max: made.max },
      {
        id: "each",
        kind: "map",
        agent: made.agent,
        over: JSON.stringify(Array(made.items).fill(1)),
        task: "{{ item }}",
        onError: "skip",
      },
      { id: "inner", kind: "workflow", workflow: "inner" },
      { id: "end", kind: "end" },
    ],
    edges: [
      { from: "go", to: "round" },
      { from: "round", to: "each", label: "again" },
      { from: "each", to: "inner" },
      { from: "inner", to: "round" },
      { from: "round", to: "end", label: "done" },
    ],
  }));

const inner: WorkflowDefinition = {
  name: "inner",
  limits: { depth: 20, children: 100 },
  how: { kind: "chain", steps: [{ agent: "writer" }, { workflow: "inner-still" }] },
};
const innerStill: WorkflowDefinition = {
  name: "inner-still",
  limits: { depth: 20, children: 100 },
  how: {
    kind: "chain",
    steps: [{ parallel: [[{ agent: "writer" }], [{ agent: "critic" }]], gather: { merge: "list" } }],
  },
};

const judge = (_who: unknown, call: { tool: string; arguments: unknown }): Judgement =>
  call.tool === "delegate" ? { verdict: "delegate", delegation: call.arguments as Delegation } : { verdict: "run" };

/** Looks after every write whether anybody has more at work than it may. */
class Watched extends Play {
  most = new Map<string, number>();

  override record(events: readonly SessionEvent[], commandId?: string): void {
    super.record(events, commandId);
    for (const run of this.state.runs) {
      const open = childrenOf(this.state, run.id).filter((child) => !child.finished).length;
      this.most.set(run.agent, Math.max(open, this.most.get(run.agent) ?? 0));
    }
  }
}

test(`No workflow runs past its limits, whatever its agents do (${runs} workflows)`, () => {
  const reached = new Set<string>();
  const how = fc.oneof(chain, crew, chat, graph);
  const dice = fc.array(fc.noBias(fc.nat({ max: 9 })), { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(how, limits, dice, (made, within, thrown) => {
      let count = 0;
      const script = (run: Run, play: Play): Says => {
        const die = thrown[count++ % thrown.length] as number;
        if (die === 0) return { fails: "down" };
        if (die < 4 && run.calls.length === 0)
          return {
            calls: Array.from({ length: die }, () => ({
              tool: "delegate",
              arguments: { agent: names[die], task: "A part" },
            })),
          };
        return run.schema ? play.fitting(run.schema) : "Done";
      };
      const talk = new Watched({
        workflows: [{ name: "made", limits: within, how: made } as WorkflowDefinition, inner, innerStill],
        agents: names.map((name) => agent(name, { limits: { ...defaultLimits, depth: 20, children: 100 } })),
        script,
        world: { judge },
      });
      talk.post("Go").end();

      const whole = talk.conducted;
      expect(whole.finished).toBeDefined();
      if (whole.finished?.limit) reached.add(whole.finished.limit);
      expect(whole.flow?.visits.length).toBeLessThanOrEqual(within.turns);
      expect(talk.most.get("made")).toBeLessThanOrEqual(within.children);
      expect(Math.max(...talk.state.runs.map(({ depth }) => depth))).toBeLessThanOrEqual(within.depth);
      const turns = talk.state.runs.flatMap((run) => run.turns.filter(({ status }) => status === "completed")).length;
      // The turn that reaches a limit is still told to its end.
      expect(turns * turn.tokens).toBeLessThan(within.tokens + turn.tokens);
      expect((turns - 1) * turn.cost).toBeLessThan(within.cost + 1e-9);
    }),
    { numRuns: runs },
  );
  expect([...reached].sort()).toEqual(["cost", "tokens", "turns"]);
}, 60_000);
