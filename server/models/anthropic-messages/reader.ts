import type { FinishReason, ModelChunk, ModelRequest, Usage } from "../../../lib/core/model.ts";
import { estimateUsage } from "../estimate-usage.ts";
import { modelErrorOfFrame } from "../provider-error.ts";
import { createToolNames } from "../tool-names.ts";
import type { ReplyReader } from "../wire-protocol.ts";
import { packProofs, type ThinkingProof } from "./thinking.ts";

interface WireUsage {
  input_tokens?: number | null;
  cache_read_input_tokens?: number | null;
  cache_creation_input_tokens?: number | null;
  output_tokens?: number | null;
  output_tokens_details?: { thinking_tokens?: number } | null;
}

type Event =
  | { type: "message_start"; message: { usage?: WireUsage } }
  | { type: "content_block_start"; index: number; content_block: StartedBlock }
  | { type: "content_block_delta"; index: number; delta: Delta }
  | { type: "content_block_stop"; index: number }
  | { type: "message_delta"; delta: { stop_reason?: string | null }; usage?: WireUsage }
  | { type: "message_stop" }
  | { type: "ping" }
  | { type: "error"; error: unknown };

type StartedBlock =
  | { type: "text"; text?: string }
  | { type: "thinking"; thinking?: string; signature?: string }
  | { type: "redacted_thinking"; data: string }
  | { type: "tool_use"; name: string; input?: Record<string, unknown> };

type Delta =
  | { type: "text_delta"; text: string }
  | { type: "thinking_delta"; thinking: string }
  | { type: "signature_delta"; signature: string }
  | { type: "input_json_delta"; partial_json: string };

type OpenBlock =
  | { kind: "thinking"; length: number; signature: string }
  | { kind: "call"; call: number; input: string; begun: boolean };

/** Reads a streamed reply of the Anthropic messages protocol. */
export function createAnthropicReader(
  request: ModelRequest,
  model: string,
  push: (chunk: ModelChunk) => void,
): ReplyReader {
  const names = createToolNames(request.tools);
  const open = new Map<number, OpenBlock>();
  const proofs: ThinkingProof[] = [];
  const used: WireUsage = {};
  let calls = 0;
  let reason: FinishReason | null = null;
  let written = 0;

  function say(text: string | undefined): void {
    if (!text) return;
    written += text.length;
    push({ type: "text", text });
  }

  function think(block: Extract<OpenBlock, { kind: "thinking" }>, text: string | undefined): void {
    if (!text) return;
    written += text.length;
    block.length += text.length;
    push({ type: "reasoning", text });
  }

  function prove(proof: ThinkingProof): void {
    proofs.push(proof);
    push({ type: "reasoning", text: "", signature: packProofs(proofs) });
  }

  function start(index: number, started: StartedBlock): void {
    switch (started.type) {
      case "text":
        return say(started.text);
      case "thinking": {
        const block: OpenBlock = { kind: "thinking", length: 0, signature: started.signature ?? "" };
        open.set(index, block);
        return think(block, started.thinking);
      }
      case "redacted_thinking":
        return prove({ redacted: started.data });
      case "tool_use": {
        const call = calls++;
        const input = JSON.stringify(started.input ?? {});
        open.set(index, { kind: "call", call, input, begun: false });
        push({ type: "call", index: call, tool: names.fromWire(started.name) });
      }
    }
  }

  function go(index: number, delta: Delta): void {
    const block = open.get(index);
    switch (delta.type) {
      case "text_delta":
        return say(delta.text);
      case "thinking_delta":
        if (block?.kind === "thinking") think(block, delta.thinking);
        return;
      case "signature_delta":
        if (block?.kind === "thinking") block.signature += delta.signature;
        return;
      case "input_json_delta":
        if (block?.kind !== "call" || delta.partial_json === "") return;
        block.begun = true;
        written += delta.partial_json.length;
        push({ type: "arguments", index: block.call, text: delta.partial_json });
    }
  }

  function stop(index: number): void {
    const block = open.get(index);
    open.delete(index);
    if (block?.kind === "thinking" && block.signature !== "")
      prove({ length: block.length, signature: block.signature });
    if (block?.kind === "call" && !block.begun && block.input !== "{}")
      push({ type: "arguments", index: block.call, text: block.input });
  }

  function finish(): void {
    const usage = used.input_tokens === undefined ? estimateUsage(request, written) : usageOf(used);
    push({ type: "finish", reason: reason ?? "other", usage, model, cost: null });
  }

  function broken(message: string): void {
    push({ type: "error", model, error: { code: "broken_stream", message } });
  }

  return {
    event(data) {
      let event: Event;
      try {
        event = JSON.parse(data) as Event;
      } catch {
        return broken(`${model} sent something that is not JSON in the middle of its answer.`);
      }
      switch (event.type) {
        case "message_start":
          Object.assign(used, event.message.usage);
          return;
        case "content_block_start":
          return start(event.index, event.content_block);
        case "content_block_delta":
          return go(event.index, event.delta);
        case "content_block_stop":
          return stop(event.index);
        case "message_delta":
          for (const [field, value] of Object.entries(event.usage ?? {})) {
            if (value !== null) Object.assign(used, { [field]: value });
          }
          if (event.delta.stop_reason) reason = finishReason(event.delta.stop_reason);
          return;
        case "message_stop":
          if (reason === null) return broken(`${model} ended its answer without saying why.`);
          return finish();
        case "error":
          push({ type: "error", model, error: modelErrorOfFrame(model, event.error) });
      }
    },
    end() {
      if (reason === null) broken(`${model} broke its answer off before it had finished.`);
      else finish();
    },
  };
}

function finishReason(given: string): FinishReason {
  switch (given) {
    case "end_turn":
    case "stop_sequence":
      return "stop";
    case "tool_use":
      return "calls";
    case "max_tokens":
    case "model_context_window_exceeded":
      return "length";
    case "refusal":
      return "filter";
    default:
      return "other";
  }
}

/** The protocol counts cached input apart from the rest; here the input is all of it. */
function usageOf(used: WireUsage): Usage {
  const cached = used.cache_read_input_tokens ?? 0;
  return {
    input: (used.input_tokens ?? 0) + cached + (used.cache_creation_input_tokens ?? 0),
    cached,
    output: used.output_tokens ?? 0,
    reasoning: used.output_tokens_details?.thinking_tokens ?? 0,
  };
}
