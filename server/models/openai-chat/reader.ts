import { type FinishReason, type ModelChunk, type ModelRequest, noUsage, type Usage } from "../../../lib/core/model.ts";
import { estimateUsage } from "../estimate-usage.ts";
import { modelErrorOfFrame } from "../provider-error.ts";
import { createToolNames } from "../tool-names.ts";
import type { ReplyReader } from "../wire-protocol.ts";

interface ToolCallDelta {
  index?: number;
  id?: string | null;
  function?: { name?: string | null; arguments?: string | null };
  extra_content?: unknown;
}

interface Frame {
  error?: unknown;
  choices?: {
    delta?: {
      content?: string | null;
      reasoning_content?: string | null;
      reasoning?: string | null;
      refusal?: string | null;
      tool_calls?: ToolCallDelta[] | null;
    } | null;
    finish_reason?: string | null;
  }[];
  usage?: {
    prompt_tokens?: number;
    completion_tokens?: number;
    prompt_tokens_details?: { cached_tokens?: number } | null;
    prompt_cache_hit_tokens?: number;
    completion_tokens_details?: { reasoning_tokens?: number } | null;
  } | null;
}

interface OpenCall {
  index: number;
  id: string;
  named: boolean;
  /** Arguments that came before the name. */
  held: string;
}

/** Reads a streamed OpenAI chat completion, also as its many imitators write it. */
export function createOpenAiReader(
  request: ModelRequest,
  provider: string,
  model: string,
  push: (chunk: ModelChunk) => void,
): ReplyReader {
  const names = createToolNames(request.tools);
  const calls = new Map<number, OpenCall>();
  let callCount = 0;
  let latest: OpenCall | undefined;
  let reason: FinishReason | null = null;
  let usage: Usage | null = null;
  let written = 0;

  function callOf(delta: ToolCallDelta): OpenCall {
    const known =
      delta.index === undefined ? (delta.id && delta.id !== latest?.id ? undefined : latest) : calls.get(delta.index);
    // Some servers give every parallel call the index 0 and only the id tells them apart.
    if (known && !(known.named && delta.id && delta.id !== known.id && delta.function?.name)) {
      if (delta.id) known.id = delta.id;
      return known;
    }
    const call: OpenCall = { index: callCount++, id: delta.id ?? "", named: false, held: "" };
    calls.set(delta.index ?? call.index, call);
    return call;
  }

  function takeCall(delta: ToolCallDelta): void {
    const call = callOf(delta);
    latest = call;
    const name = delta.function?.name;
    if (name && !call.named) {
      call.named = true;
      const providerData = delta.extra_content ? { extra_content: delta.extra_content } : undefined;
      push({ type: "call", index: call.index, tool: names.fromWire(name), ...(providerData && { providerData }) });
      if (call.held) push({ type: "arguments", index: call.index, text: call.held });
    }
    const text = delta.function?.arguments;
    if (!text) return;
    written += text.length;
    if (call.named) push({ type: "arguments", index: call.index, text });
    else call.held += text;
  }

  function finish(): void {
    const given = reason ?? "other";
    push({
      type: "finish",
      reason: callCount > 0 && given !== "length" && given !== "filter" ? "calls" : given,
      usage: usage ?? estimateUsage(request, written),
      model,
      cost: null,
    });
  }

  return {
    event(data) {
      if (data === "[DONE]") {
        if (reason !== null) finish();
        return;
      }
      let frame: Frame;
      try {
        frame = JSON.parse(data) as Frame;
      } catch {
        push({
          type: "error",
          model,
          error: {
            code: "broken_stream",
            message: `${provider} sent something that is not JSON in the middle of its answer.`,
          },
        });
        return;
      }
      if (frame.error) {
        push({ type: "error", model, error: modelErrorOfFrame(provider, frame.error) });
        return;
      }
      const choice = frame.choices?.[0];
      const delta = choice?.delta;
      if (delta) {
        const thought = delta.reasoning_content || delta.reasoning;
        if (thought) {
          written += thought.length;
          push({ type: "reasoning", text: thought });
        }
        const text = delta.content || delta.refusal;
        if (text) {
          written += text.length;
          push({ type: "text", text });
        }
        if (delta.tool_calls) for (const call of delta.tool_calls) takeCall(call);
      }
      if (frame.usage) usage = usageOf(frame.usage);
      if (choice?.finish_reason) {
        if (choice.finish_reason === "insufficient_system_resource") {
          push({
            type: "error",
            model,
            error: {
              code: "overloaded",
              message: `${provider} ran out of capacity in the middle of its answer. Try again in a moment.`,
            },
          });
          return;
        }
        reason = finishReason(choice.finish_reason);
      }
      if (reason !== null && usage !== null) finish();
    },
    end() {
      if (reason !== null) return finish();
      push({
        type: "error",
        model,
        error: { code: "broken_stream", message: `${provider} broke its answer off before it had finished.` },
      });
    },
  };
}

function finishReason(given: string): FinishReason {
  switch (given) {
    case "stop":
      return "stop";
    case "tool_calls":
    case "function_call":
      return "calls";
    case "length":
      return "length";
    case "content_filter":
      return "filter";
    default:
      return "other";
  }
}

function usageOf(usage: NonNullable<Frame["usage"]>): Usage {
  return {
    ...noUsage,
    input: usage.prompt_tokens ?? 0,
    cached: usage.prompt_tokens_details?.cached_tokens ?? usage.prompt_cache_hit_tokens ?? 0,
    output: usage.completion_tokens ?? 0,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? 0,
  };
}
