import type { ModelChunk } from "../../../lib/core/model.ts";
import type { Model } from "../../ports/models.ts";
import { estimateUsage } from "../estimate-usage.ts";
import { type Time, wait } from "../time.ts";
import { type DemoReply, demoReply } from "./demo-reply.ts";

export const demoName = "demo/demo";

export interface DemoOptions {
  /** 0: as fast as it can. */
  tokensPerSecond: number;
  time: Time;
}

/** A model without a model: rules that stream words, use tools and ask, so that everything can be tried without a key. */
export function createDemoModel({ tokensPerSecond, time }: DemoOptions): Model {
  return {
    name: demoName,
    async *stream(request, signal) {
      const startedAt = time.now();
      const reply = demoReply(request);
      let said = 0;
      let thought = 0;
      for (const chunk of chunksOf(reply)) {
        if (tokensPerSecond > 0) {
          const earlyMs = startedAt + (said * 1000) / tokensPerSecond - time.now();
          if (earlyMs > 0) await wait(time, earlyMs, signal);
        }
        if (signal.aborted) {
          yield { type: "error", model: demoName, error: { code: "aborted", message: "The request was stopped." } };
          return;
        }
        said += 1;
        if (chunk.type === "reasoning") thought += 1;
        yield chunk;
      }
      const usage = { ...estimateUsage(request, 0), output: said, reasoning: thought };
      yield { type: "finish", reason: reply.calls ? "calls" : "stop", usage, model: demoName, cost: 0 };
    },
  };
}

function* chunksOf({ reasoning = "", text, calls = [] }: DemoReply): Generator<ModelChunk> {
  for (const word of words(reasoning)) yield { type: "reasoning", text: word };
  for (const word of words(text)) yield { type: "text", text: word };
  for (const [index, call] of calls.entries()) {
    yield { type: "call", index, tool: call.tool };
    for (const piece of JSON.stringify(call.arguments).match(/.{1,12}/gsu) ?? []) {
      yield { type: "arguments", index, text: piece };
    }
  }
}

function words(text: string): string[] {
  return text.match(/\s*\S{1,24}/g) ?? [];
}
