import type { Fault, ProviderRequest, Script, ScriptedReply } from "../support/provider-server.ts";
import { answerTo, type PlanStep, planIn } from "./plan.ts";
import type { Random } from "./random.ts";

interface WireMessage {
  role: "system" | "user" | "assistant" | "tool";
  content: string | null;
  tool_calls?: unknown[];
}

interface Options {
  random: Random;
  /** Share of the requests that go wrong. */
  trouble: number;
  farSideUrl: string;
}

/** A model that does what the last message of a person asks for, step by step, and now and then fails at it. */
export function modelScript({ random, trouble, farSideUrl }: Options): Script {
  return (request, index) => {
    const reply = whatToSay(request, index, farSideUrl);
    const pace = random.pick([80, 200, 600, undefined]);
    return {
      ...reply,
      ...(pace && { tokensPerSecond: pace }),
      delayMs: random.between(0, 60),
      ...(random.chance(trouble) && { fault: someFault(random) }),
    };
  };
}

function whatToSay({ body }: ProviderRequest, index: number, farSideUrl: string): ScriptedReply {
  const messages = body.messages as WireMessage[];
  const asked = messages.findLastIndex((message) => message.role === "user");
  const plan = planIn(messages[asked]?.content ?? "");
  if (!plan) return { text: "There was no plan." };
  const done = messages.slice(asked + 1).filter((message) => message.tool_calls?.length).length;
  const step = plan.steps[done];
  if (step)
    return { text: `Step ${done + 1} of ${plan.tag}.`, calls: callsOf(step, `${plan.tag}-${index}`, farSideUrl) };
  const words = Array.from({ length: plan.words }, (_, n) => `word${n}`);
  return { text: [answerTo(plan.tag), ...words].join(" ") };
}

function callsOf(step: PlanStep, label: string, farSideUrl: string): { tool: string; arguments: unknown }[] {
  switch (step) {
    case "once":
      return [{ tool: "effect_once", arguments: { label } }];
    case "again":
      return [{ tool: "effect_again", arguments: { label } }];
    case "careful":
      return [{ tool: "effect_once", arguments: { label, careful: true } }];
    case "page":
      return [{ tool: "fetch_url", arguments: { url: `${farSideUrl}/page/${label}` } }];
    case "ask":
      return [{ tool: "ask_user", arguments: { question: `What about ${label}?` } }];
    case "both":
      return [
        { tool: "effect_once", arguments: { label: `${label}-a` } },
        { tool: "effect_again", arguments: { label: `${label}-b` } },
        { tool: "effect_once", arguments: { label: `${label}-c`, careful: true } },
      ];
    case "note":
      return [{ tool: "save_data", arguments: { name: "notes", value: label } }];
    case "wrong":
      return [{ tool: "effect_once", arguments: { lable: label } }];
  }
}

function someFault(random: Random): Fault {
  const after = random.between(0, 8);
  return random.pick<Fault>([
    { kind: "status", status: 429, retryAfter: "0" },
    { kind: "status", status: 500 },
    { kind: "cut", after },
    { kind: "unfinished", after },
    { kind: "garbage", after },
    { kind: "error-frame", after },
    { kind: "stall", after },
    { kind: "no-answer" },
  ]);
}
