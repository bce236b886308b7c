import type { FinishReason, ModelChunk, ModelRequest } from "../../../lib/core/model.ts";
import { estimateUsage } from "../estimate-usage.ts";
import type { ToolNames } from "../tool-names.ts";
import type { ProviderOptions, StreamPart } from "./language-model.ts";
import { packProofs, type ReasoningProof } from "./prompt.ts";

interface Reading {
  request: ModelRequest;
  names: ToolNames;
  vendor: string;
  model: string;
}

/** Turns the parts of one reply into chunks, in order. */
export function readParts({ request, names, vendor, model }: Reading): (part: StreamPart) => ModelChunk[] {
  const calls = new Map<string, { index: number; written: boolean }>();
  const thoughts = new Map<string, ReasoningProof>();
  const proofs: ReasoningProof[] = [];
  let written = 0;

  function call(id: string, tool: string, metadata: ProviderOptions | undefined): ModelChunk {
    const index = calls.size;
    calls.set(id, { index, written: false });
    return { type: "call", index, tool: names.fromWire(tool), ...(metadata && { providerData: metadata }) };
  }

  function thought(id: string, metadata: ProviderOptions | undefined): ReasoningProof {
    const known = thoughts.get(id) ?? { length: 0, metadata: {} };
    thoughts.set(id, known);
    if (metadata) known.metadata = { ...known.metadata, ...metadata };
    return known;
  }

  return (part) => {
    switch (part.type) {
      case "text-delta":
        written += part.delta.length;
        return part.delta === "" ? [] : [{ type: "text", text: part.delta }];
      case "reasoning-start":
        thought(part.id, part.providerMetadata);
        return [];
      case "reasoning-delta":
        thought(part.id, part.providerMetadata).length += part.delta.length;
        written += part.delta.length;
        return part.delta === "" ? [] : [{ type: "reasoning", text: part.delta }];
      case "reasoning-end":
        proofs.push(thought(part.id, part.providerMetadata));
        thoughts.delete(part.id);
        return [{ type: "reasoning", text: "", signature: packProofs(vendor, proofs) }];
      case "tool-input-start":
        return part.providerExecuted ? [] : [call(part.id, part.toolName, part.providerMetadata)];
      case "tool-input-delta": {
        const known = calls.get(part.id);
        if (!known) return [];
        known.written = true;
        written += part.delta.length;
        return [{ type: "arguments", index: known.index, text: part.delta }];
      }
      case "tool-call": {
        if (part.providerExecuted) return [];
        const known = calls.get(part.toolCallId);
        if (known?.written) return [];
        const begin = known ? [] : [call(part.toolCallId, part.toolName, part.providerMetadata)];
        return [...begin, { type: "arguments", index: known?.index ?? calls.size - 1, text: part.input }];
      }
      case "finish":
        return [end(part)];
      default:
        return [];
    }
  };

  function end({ finishReason, usage }: Extract<StreamPart, { type: "finish" }>): ModelChunk {
    if (finishReason.unified === "error" || finishReason.unified === "interrupted") {
      return {
        type: "error",
        model,
        error: { code: "broken_stream", message: `${model} broke its answer off before it had finished.` },
      };
    }
    const { inputTokens: input, outputTokens: output } = usage;
    return {
      type: "finish",
      reason: calls.size > 0 && finishReason.unified === "stop" ? "calls" : reasons[finishReason.unified],
      usage:
        input.total === undefined
          ? estimateUsage(request, written)
          : {
              input: input.total,
              cached: input.cacheRead ?? 0,
              output: output.total ?? 0,
              reasoning: output.reasoning ?? 0,
            },
      model,
      cost: null,
    };
  }
}

const reasons: Record<"stop" | "length" | "content-filter" | "tool-calls" | "other", FinishReason> = {
  stop: "stop",
  length: "length",
  "content-filter": "filter",
  "tool-calls": "calls",
  other: "other",
};
