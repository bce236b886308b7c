import type { ModelMessage, ModelRequest } from "../../../lib/core/model.ts";
import { jsonInstruction } from "../json-instruction.ts";
import { createToolNames, type ToolNames } from "../tool-names.ts";
import { argumentsObject } from "../wire-arguments.ts";
import { thinkingBlocks } from "./thinking.ts";

type Block = Record<string, unknown>;
interface WireMessage {
  role: "user" | "assistant";
  content: Block[];
}

/**
 * The body of a messages request. A response schema is asked for in words, not by a forced tool: that would shut out the
 * agent's own tools and models that always think. Marks where the provider may keep what it has read: behind the tools,
 * behind the system, and behind the newest message, which the next request repeats.
 */
export function anthropicBody(request: ModelRequest, model: string): Record<string, unknown> {
  const names = createToolNames(request.tools);
  const { sampling, responseSchema, tools } = request;
  const firstTalk = request.messages.findIndex((message) => message.role !== "system");
  const talkFrom = firstTalk < 0 ? request.messages.length : firstTalk;
  const system = request.messages.slice(0, talkFrom).map((message) => message.content);
  if (responseSchema) system.push(jsonInstruction(responseSchema));
  return {
    model,
    stream: true,
    max_tokens: sampling?.maxOutputTokens ?? (model.includes("claude-3-") ? 4096 : 16_384),
    system: system.length === 0 ? undefined : [kept({ type: "text", text: system.join("\n\n") })],
    messages: keptToTheEnd(wireMessages(request.messages.slice(talkFrom), names)),
    tools:
      tools.length === 0
        ? undefined
        : tools.map((tool, index) => {
            const wire = {
              name: names.toWire(tool.name),
              description: tool.description,
              input_schema: tool.parameters,
            };
            return index === tools.length - 1 ? kept(wire) : wire;
          }),
    temperature: sampling?.temperature === undefined ? undefined : Math.min(1, sampling.temperature),
    top_p: sampling?.temperature === undefined ? sampling?.topP : undefined,
  };
}

function kept(block: Block): Block {
  return { ...block, cache_control: { type: "ephemeral" } };
}

/** Thoughts cannot be marked; the newest message of a request is hardly ever one. */
function keptToTheEnd(messages: WireMessage[]): WireMessage[] {
  const blocks = messages.at(-1)?.content;
  const last = blocks?.at(-1);
  if (blocks && last && !String(last.type).includes("thinking")) blocks[blocks.length - 1] = kept(last);
  return messages;
}

/** Neighbours of one role become one message, as the protocol wants it; results of parallel calls stand together. */
function wireMessages(messages: ModelMessage[], names: ToolNames): WireMessage[] {
  const wire: WireMessage[] = [];
  for (const message of messages) {
    const role = message.role === "assistant" ? "assistant" : "user";
    const content = blocks(message, names);
    if (content.length === 0) continue;
    const last = wire.at(-1);
    if (last?.role === role) last.content.push(...content);
    else wire.push({ role, content });
  }
  return wire;
}

function blocks(message: ModelMessage, names: ToolNames): Block[] {
  switch (message.role) {
    case "system":
      return text(`<system>\n${message.content}\n</system>`);
    case "user":
      return [
        ...(message.images ?? []).map(({ mediaType, data }) => ({
          type: "image",
          source: { type: "base64", media_type: mediaType, data },
        })),
        ...text(message.content),
      ];
    case "tool":
      return [
        {
          type: "tool_result",
          tool_use_id: wireId(message.callId),
          content: message.content,
          ...(message.failed && { is_error: true }),
        },
      ];
    case "assistant":
      return [
        ...(message.reasoning ? thinkingBlocks(message.reasoning) : []),
        ...text(message.content),
        ...(message.calls ?? []).map((call) => ({
          type: "tool_use",
          id: wireId(call.callId),
          name: names.toWire(call.tool),
          input: argumentsObject(call.arguments),
        })),
      ];
  }
}

function text(content: string): Block[] {
  return content.trim() === "" ? [] : [{ type: "text", text: content }];
}

function wireId(callId: string): string {
  return callId.replace(/[^a-zA-Z0-9_-]/g, "_");
}
