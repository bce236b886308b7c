import type { AgentCase, Expectation } from "../../lib/agents/agent-case.ts";
import type { Command } from "../../lib/core/commands.ts";
import { isAppError, unreachable } from "../../lib/core/errors.ts";
import { type SessionState, waitsForPerson } from "../../lib/core/state.ts";
import { trialTag } from "../../lib/core/trial.ts";
import type { Given } from "../../lib/core/world.ts";
import type { Body, CaseResult, DefinitionCase } from "../../lib/definitions/definition.ts";
import { matchesPattern } from "../json-schema/pattern.ts";
import { checkAgainstSchema } from "../json-schema/validate.ts";
import type { Bus } from "../ports/bus.ts";
import type { Definitions } from "../ports/definitions.ts";
import type { Models } from "../ports/models.ts";
import type { Principal } from "./authorize.ts";
import { awaitState } from "./await-answer.ts";
import { judgeAnswer } from "./judge-answer.ts";
import type { Sessions } from "./sessions.ts";

/** How long a case may take; an answer that takes longer is no answer. */
const patienceMs = 120_000;

/** Of the runtime, what a test needs. */
interface TestBench {
  ports: Pick<Given, "newId"> & { definitions: Definitions; models: Models; bus: Bus; monotonic: () => number };
  sessions: Sessions;
  openSession(
    principal: Principal,
    wanted: { title: string; agent: string; agentVersion: number; tags: string[] },
  ): Promise<{ id: string }>;
  dispatch(principal: Principal, sessionId: string, command: Command, commandId: string): Promise<unknown>;
}

interface Said {
  text: string;
  tools: string[];
  trouble: string | null;
}

/** Asks the agent as this body describes it, in an ordinary session, and looks at the answer. */
export async function testAgent(
  runtime: TestBench,
  principal: Principal,
  name: string,
  body: Body,
  each: DefinitionCase,
): Promise<Omit<CaseResult, "at">> {
  const { definitions, models, monotonic, newId, bus } = runtime.ports;
  const { message, expect } = each.data as AgentCase;
  const begun = monotonic();
  const { version } = await definitions.snapshot("agent", name, body, principal.userId);
  const { id: sessionId } = await runtime.openSession(principal, {
    title: `${name}: ${each.title}`.slice(0, 200),
    agent: name,
    agentVersion: version,
    tags: [trialTag],
  });
  const posted = { type: "message.post" as const, content: message };
  let said: Said;
  try {
    await runtime.dispatch(principal, sessionId, posted, newId("command"));
    said = (await awaitState(runtime.sessions, bus, sessionId, patienceMs, saidIn)) ?? {
      text: "",
      tools: [],
      trouble: `There was no answer within ${patienceMs / 1000} seconds.`,
    };
  } catch (error) {
    if (!isAppError(error)) throw error;
    said = { text: "", tools: [], trouble: error.message };
  }
  const problems = said.trouble === null ? await problemsWith(said, expect, models) : [said.trouble];
  // What waits for a person or goes on for ever is not left behind.
  await runtime.dispatch(principal, sessionId, { type: "session.close" }, newId("command"));
  return {
    caseId: each.id,
    passed: problems.length === 0,
    problems,
    ms: Math.round(monotonic() - begun),
    details: { sessionId, answer: said.text.slice(0, 20_000), tools: said.tools },
  };
}

/** Undefined while the agent is at work. */
function saidIn(state: SessionState): Said | undefined {
  const [first] = state.runs;
  if (!first) return undefined;
  const tools = [...new Set(state.runs.flatMap((run) => run.calls.map((call) => call.tool)))];
  const text = state.messages.findLast((message) => message.author.kind === "agent")?.content ?? "";
  const waiting = state.runs.flatMap((run) => run.calls).find(waitsForPerson);
  if (waiting) {
    const what = waiting.status === "awaiting-approval" ? "a person's yes" : "a person's answer";
    // What was called is known; what it would have said is not.
    return { text, tools, trouble: `${waiting.tool} waits for ${what}, which a test does not give.` };
  }
  if (state.runs.some((run) => run.paused)) return { text, tools, trouble: "The run was paused: it goes in circles." };
  if (state.runs.some((run) => !run.finished)) return undefined;
  const last = state.runs.findLast((run) => !run.parent);
  const { outcome, error, limit } = last?.finished ?? { outcome: "failed" as const };
  if (outcome === "done") return { text, tools, trouble: null };
  return {
    text,
    tools,
    trouble: error?.message ?? (limit ? `It reached its limit of ${limit}.` : `It ended as ${outcome}.`),
  };
}

/** Where lines break, and what is written large, is nobody's expectation. */
function asWords(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().toLowerCase();
}

async function problemsWith(said: Said, expectations: readonly Expectation[], models: Models): Promise<string[]> {
  const found = await Promise.all(expectations.map((expectation) => problemWith(said, expectation, models)));
  return found.filter((problem) => problem !== null);
}

async function problemWith(said: Said, expectation: Expectation, models: Models): Promise<string | null> {
  switch (expectation.is) {
    case "contains":
      return asWords(said.text).includes(asWords(expectation.text))
        ? null
        : `The answer does not contain "${expectation.text}".`;
    case "matches": {
      const matches = matchesPattern(expectation.pattern, said.text);
      if (matches === null) return `The pattern ${expectation.pattern} cannot be read.`;
      return matches ? null : `The answer does not match ${expectation.pattern}.`;
    }
    case "calls":
      return said.tools.includes(expectation.tool) ? null : `It did not use ${expectation.tool}.`;
    case "fits": {
      const value = parseJson(said.text);
      if (value === undefined) return "The answer is not JSON.";
      const problem = checkAgainstSchema(expectation.schema, value);
      return problem === null ? null : `The answer does not fit the schema: ${problem}`;
    }
    case "judged":
      return judgeAnswer(models, said.text, expectation);
    default:
      return unreachable(expectation);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
