import { type Message, nothingYet } from "../../lib/core/state.ts";
import type { Body, CaseResult, DefinitionCase } from "../../lib/definitions/definition.ts";
import { routeAtOnce, routeByAnswer } from "../../lib/workflows/router/route.ts";
import { toWorkflow, type WorkflowDefinition, type WorkflowOf } from "../../lib/workflows/workflow.ts";
import type { Models } from "../ports/models.ts";
import type { LiveWorld } from "./live-world.ts";

const patienceMs = 60_000;

interface TestBench {
  ports: { models: Models; monotonic: () => number };
  world: Pick<LiveWorld, "agent">;
}

/** Would this router send the message to the agent that the case names? Asks the classifier's model where it takes one. */
export async function testRouting(
  { ports, world }: TestBench,
  name: string,
  body: Body,
  each: DefinitionCase,
): Promise<Omit<CaseResult, "at">> {
  const begun = ports.monotonic();
  const workflow = toWorkflow({ ...body, name } as WorkflowDefinition);
  const { message, agent } = each.data as { message: string; agent: string };
  const result = (problems: string[], details: Record<string, unknown>) => ({
    caseId: each.id,
    passed: problems.length === 0,
    problems,
    ms: Math.round(ports.monotonic() - begun),
    details,
  });
  if (workflow.kind !== "router") return result(["Only a router has messages to send to somebody."], {});
  const routing = await route({ ports, world }, workflow, message);
  const { to, by, confidence, reason } = routing;
  const problems = to.includes(agent) ? [] : [`It goes to ${to.join(", ")} (${reason}), not to ${agent}.`];
  return result(problems, { to, by, confidence, reason });
}

async function route({ ports, world }: TestBench, router: WorkflowOf<"router">, content: string) {
  const agentOf = (name: string) => world.agent(name);
  const author = { kind: "user" as const, id: "test" };
  const message: Message = { id: "test", seq: 1, at: "", author, content, parentId: null, status: "placed", tokens: 0 };
  const routing = routeAtOnce(router, nothingYet, message, agentOf);
  if (!routing.ask) return routing;
  const { agent: name, task, schema = {} } = routing.ask;
  const agent = agentOf(name);
  if (!agent) return routeByAnswer(router, content, name, undefined, `there is no agent "${name}"`);
  const request = {
    messages: [
      { role: "system" as const, content: agent.instructions },
      { role: "user" as const, content: task },
    ],
    tools: [],
    ...(agent.sampling && { sampling: agent.sampling }),
    responseSchema: { name: "answer", schema },
  };
  let text = "";
  for await (const chunk of ports.models.chain(agent.models).stream(request, AbortSignal.timeout(patienceMs))) {
    if (chunk.type === "text") text += chunk.text;
    if (chunk.type === "attempt-failed") text = "";
    if (chunk.type === "error") return routeByAnswer(router, content, name, undefined, chunk.error.message);
  }
  return routeByAnswer(router, content, name, text);
}
