import { defaultLimits } from "../../lib/core/agent.ts";
import { stepTool } from "../../lib/core/judge-calls.ts";
import type { Run, SessionState } from "../../lib/core/state.ts";
import type { Advance, Judgement, World } from "../../lib/core/world.ts";
import { whoIsNext } from "../../lib/workflows/who-is-next.ts";
import { agent, judgeByName, testWorld } from "./test-world.ts";

const limits = { ...defaultLimits, turns: 8, depth: 2, children: 3 };
const agents = ["general", "helios", "ceres"].map((name) => agent(name, { limits }));
const crew = agent("crew", { limits });

/**
 * Agents with small limits and little room. A message that says "nobody" is for nobody, one that says "crew" for a
 * workflow, and one that says "who?" for whoever an agent names.
 */
export const randomWorld: World = testWorld({
  agents,
  contextBudget: () => 60,
  conductor: (name) => (name === "crew" ? crew : null),
  conduct,
  withCapability: (_state, capability) => agents.find(({ name }) => name === capability) ?? null,
  judge: (who, call) => judgeByDoor(call.tool) ?? judgeByName(who, call),
  whoIsNext: (state, message) => {
    const usual = whoIsNext(state, message);
    if (message.content === "nobody") return { ...usual, to: [] };
    if (message.content === "crew") return { ...usual, to: ["crew"], conducts: true };
    if (message.content === "who?") return { ...usual, to: [], ask: { agent: "general", task: "Who?" } };
    return usual;
  },
});

function judgeByDoor(tool: string): Judgement | null {
  switch (tool) {
    case "pass_on":
      return { verdict: "delegate", delegation: { capability: "helios", task: "A part of it" } };
    case "pass_on_to_nobody":
      return { verdict: "delegate", delegation: { agent: "nobody", task: "A part of it" } };
    case "hand_off":
      return { verdict: "hand-off", to: "ceres", reason: "she knows", task: "Go on.", sees: "conversation" };
    case "route_to":
      return { verdict: "result", content: "ceres", ends: true };
    default:
      return null;
  }
}

/** Two steps side by side, then a question to a person, then a workflow within it, and an end of its own words. */
function conduct(_state: SessionState, run: Run): Advance | null {
  const { visits, ended } = run.flow ?? { visits: [], ended: null };
  const open = visits.filter((visit) => visit.status === "open");
  if (ended || run.calls.some(({ status }) => !["finished", "failed", "denied"].includes(status))) return null;
  const left = open.map(({ id }) => ({ visit: id, outcome: "done" as const }));
  const entered = (...nodes: string[]) =>
    nodes.map((node) => ({ visit: `${node}#${run.calls.length}`, node, reason: "it is next" }));
  const calling = (node: string, tool: string, args: unknown) => [
    { visit: `${node}#${run.calls.length}`, tool, arguments: args },
  ];
  const step = { agent: "helios", task: "Do it", speaks: run.calls.length % 2 === 0, node: "one" };
  switch (new Set(visits.map(({ node }) => node)).size) {
    case 0:
      return {
        left,
        entered: entered("one", "two"),
        calls: [
          ...calling("one", stepTool, step),
          ...calling("two", stepTool, { ...step, sees: "task", speaks: true }),
        ],
      };
    case 2:
      return { left, entered: entered("ask"), calls: calling("ask", "ask_user", {}) };
    case 3:
      return {
        left,
        entered: entered("within"),
        calls: calling("within", stepTool, { workflow: "crew", task: "Again" }),
      };
    default:
      return { left, entered: [], calls: [], says: "That was all.", ended: { outcome: "done", output: "all" } };
  }
}
