import type { Agent } from "../../core/agent.ts";
import { stepTool } from "../../core/judge-calls.ts";
import { branchInView, transcriptOf } from "../../core/path.ts";
import type { Message, Run, SessionState } from "../../core/state.ts";
import type { Advance, Routing } from "../../core/world.ts";
import { readable } from "../graph/scope.ts";
import type { WorkflowOf } from "../workflow.ts";
import { usualThreshold } from "./router.ts";
import { type Candidate, mentionsOf, scoreByKeywords } from "./score.ts";

type Router = WorkflowOf<"router">;

/** What can be said at once: by mention or by keywords; else who is to be asked, or the fallback. */
export function routeAtOnce(router: Router, state: SessionState, message: Message, agentOf: FindAgent): Routing {
  const mentioned = mentionsOf(message.content, router.agents);
  if (mentioned.length > 0) {
    const names = mentioned.map((name) => `@${name}`).join(" and ");
    return decided(mentioned, "mention", 1, `the message speaks to ${names}`, mentioned.map(sure));
  }
  const candidates = scoreByKeywords(router, message.content);
  const [best, second] = candidates;
  const isTie = second !== undefined && best?.hits.length === second.hits.length;
  if (best && best.hits.length > 0 && (!isTie || !router.classifier)) {
    const reason = `it speaks of ${best.hits.join(", ")}`;
    return decided([best.agent], "keyword", best.score, reason, candidates);
  }
  if (!router.classifier) return fallBack(router, candidates, "no keyword fits");
  const ask = {
    agent: router.classifier.agent,
    task: question(router, state, message, agentOf),
    schema: answerSchema(router),
  };
  return { ...decided([], "model", 0, "it takes a model to say", candidates), ask };
}

/** What the agent that was asked said; where it said nothing that counts, the fallback, or the person is asked. */
export function routeAsTold(router: Router, state: SessionState, message: Message, run: Run): Routing {
  const said = transcriptOf(state, run.id).findLast(({ author }) => author.kind === "agent")?.content;
  const answer = run.finished?.outcome === "done" ? said : undefined;
  return routeByAnswer(router, message.content, run.agent, answer, run.finished?.error?.message);
}

/** The same from the bare answer; none where there was trouble. */
export function routeByAnswer(
  router: Router,
  text: string,
  asked: string,
  answer: string | undefined,
  trouble = "it named nobody",
): Routing {
  const byKeyword = scoreByKeywords(router, text);
  const told = toldBy(router, answer);
  if (!told) return fallBack(router, byKeyword, `${asked} was asked, but ${trouble}`);
  const candidates = byKeyword.map((candidate) =>
    candidate.agent === told.agent ? { ...candidate, score: told.confidence } : { ...candidate, score: 0 },
  );
  const threshold = router.classifier?.threshold ?? usualThreshold;
  if (told.confidence >= threshold) return decided([told.agent], "model", told.confidence, told.reason, candidates);
  const unsure = `${asked} was not sure (${told.confidence}): ${told.reason}`;
  if (!router.classifier?.asks) return fallBack(router, candidates, unsure);
  return { ...decided([router.name], "model", told.confidence, unsure, candidates), conducts: true };
}

/** Asks the person who is to answer, and lets that agent answer. */
export function conductRouter(router: Router, state: SessionState, run: Run): Advance | null {
  const [asked, answering] = run.flow?.visits ?? [];
  if (!asked) {
    const choices = likeliest(router, state, run);
    const entered = [{ visit: "ask#1", node: "ask", reason: "the router was not sure" }];
    const args = { question: "Who should answer this?", choices };
    return { left: [], entered, calls: [{ visit: "ask#1", tool: "ask_user", arguments: args }] };
  }
  const [question, step] = run.calls;
  if (!answering) {
    if (question?.status !== "finished" && question?.status !== "failed") return null;
    const chosen = router.agents.find((agent) => agent === question.content?.trim().toLowerCase());
    const agent = chosen ?? router.fallback;
    const reason = chosen ? "the person chose it" : "the person named nobody of these";
    return {
      left: [{ visit: asked.id, outcome: "done", output: agent }],
      entered: [{ visit: "answer#1", node: "answer", from: [asked.id], reason }],
      calls: [
        { visit: "answer#1", tool: stepTool, arguments: { agent, task: run.task, speaks: true, node: "answer" } },
      ],
    };
  }
  if (step?.status === "finished")
    return {
      left: [{ visit: answering.id, outcome: "done", output: step.content }],
      entered: [],
      calls: [],
      ended: { outcome: "done", output: step.content },
    };
  if (step?.status !== "failed") return null;
  const error = step.error ?? { code: "step_failed", message: "The answer failed." };
  return {
    left: [{ visit: answering.id, outcome: "failed" }],
    entered: [],
    calls: [],
    ended: { outcome: "failed", error },
  };
}

export type FindAgent = (name: string) => Agent | null;

/** The shape of the classifier's answer. */
function answerSchema(router: Router): Record<string, unknown> {
  return {
    type: "object",
    properties: {
      agent: { type: "string", enum: router.agents },
      confidence: { type: "number", minimum: 0, maximum: 1 },
      reason: { type: "string" },
      parameters: {
        type: "object",
        description: "What the message says that the agent will need: names, amounts, dates.",
      },
    },
    required: ["agent", "confidence", "reason"],
  };
}

const messagesShown = 5;

function question(router: Router, state: SessionState, message: Message, agentOf: FindAgent): string {
  const agents = router.agents.map((name) => {
    const agent = agentOf(name);
    const can = agent?.capabilities?.length ? ` It can: ${agent.capabilities.join(", ")}.` : "";
    return `- ${name}: ${agent?.description ?? ""}${can}`;
  });
  const before = branchInView(state)
    .filter(({ id, content }) => id !== message.id && content !== "")
    .slice(-messagesShown)
    .map(({ author, content }) => `${author.id}: ${content.slice(0, 500)}`);
  return [
    "Say which of these agents should answer the message, how sure you are (0 to 1), and why in one sentence. Take out of the message what the agent will need.",
    agents.join("\n"),
    ...(before.length > 0 ? [`What was said before:\n${before.join("\n")}`] : []),
    `The message:\n${message.content}`,
  ].join("\n\n");
}

function toldBy(router: Router, said: string | undefined) {
  const answer = readable(said);
  if (answer === null || typeof answer !== "object") return null;
  const { agent, confidence, reason } = answer as Record<string, unknown>;
  const known = router.agents.find((name) => name === agent);
  if (!known) return null;
  const sureness = typeof confidence === "number" ? Math.min(1, Math.max(0, confidence)) : 0.5;
  return { agent: known, confidence: sureness, reason: typeof reason === "string" ? reason.slice(0, 500) : "" };
}

function likeliest(router: Router, state: SessionState, run: Run): string[] {
  const candidates = state.messages.find(({ id }) => id === run.replyTo)?.routed?.candidates ?? [];
  const best = candidates.toSorted((a, b) => b.score - a.score).map(({ agent }) => agent);
  return [...new Set([...best.slice(0, 2), router.fallback, ...best])].slice(0, 3);
}

function fallBack(router: Router, candidates: Candidate[], why: string): Routing {
  return decided(
    [router.fallback],
    "fallback",
    0,
    `${why}; ${router.fallback} answers where nobody else does`,
    candidates,
  );
}

function decided(
  to: string[],
  by: Routing["by"],
  confidence: number,
  reason: string,
  candidates: Candidate[],
): Routing {
  return { to, by, confidence, reason, candidates };
}

function sure(agent: string): Candidate {
  return { agent, score: 1, hits: [`@${agent}`] };
}
