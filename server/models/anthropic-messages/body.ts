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
 * agent's own tools and models that always think.
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
    system: system.length === 0 ? undefined : system.join("\n\n"),
    messages: wireMessages(request.messages.slice(talkFrom), names),
    tools:
      tools.length === 0
        ? undefined
        : tools.map((tool) => ({
            name: names.toWire(tool.name),
            description: tool.description,
            input_schema: tool.parameters,
          })),
    temperature: sampling?.temperature === undefined ? undefined : Math.min(1, sampling.temperature),
    top_p: sampling?.temperature === undefined ? sampling?.topP : undefined,
  };
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
