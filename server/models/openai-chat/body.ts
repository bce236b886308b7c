import type { ModelMessage, ModelRequest } from "../../../lib/core/model.ts";
import { jsonInstruction } from "../json-instruction.ts";
import { createToolNames, type ToolNames } from "../tool-names.ts";
import { argumentsObject } from "../wire-arguments.ts";

/** How servers that speak OpenAI chat completions differ. */
export interface OpenAiDialect {
  maxTokensField: "max_tokens" | "max_completion_tokens";
  /** `schema`: bound to the schema by the server. `schema-and-words`: and told in words. `words`: told in words and bound to be JSON. */
  structured: "schema" | "schema-and-words" | "words";
  /** Wants its reasoning back within a chain of tool calls. */
  wantsReasoningBack?: boolean;
}

export function openAiChatBody(request: ModelRequest, model: string, dialect: OpenAiDialect): Record<string, unknown> {
  const names = createToolNames(request.tools);
  const { sampling, responseSchema } = request;
  const messages = wireMessages(request.messages, names, dialect.wantsReasoningBack === true);
  if (responseSchema && dialect.structured !== "schema") {
    messages.unshift({ role: "system", content: jsonInstruction(responseSchema) });
  }
  return {
    model,
    messages,
    stream: true,
    stream_options: { include_usage: true },
    tools:
      request.tools.length === 0
        ? undefined
        : request.tools.map((tool) => ({
            type: "function",
            function: { name: names.toWire(tool.name), description: tool.description, parameters: tool.parameters },
          })),
    response_format: responseSchema && responseFormat(responseSchema, dialect),
    temperature: sampling?.temperature,
    top_p: sampling?.topP,
    presence_penalty: sampling?.presencePenalty,
    frequency_penalty: sampling?.frequencyPenalty,
    [dialect.maxTokensField]: sampling?.maxOutputTokens,
  };
}

function responseFormat({ name, schema }: NonNullable<ModelRequest["responseSchema"]>, dialect: OpenAiDialect) {
  if (dialect.structured === "words") return { type: "json_object" };
  return { type: "json_schema", json_schema: { name: name.replace(/[^a-zA-Z0-9_-]/g, "_").slice(0, 64), schema } };
}

function wireMessages(messages: ModelMessage[], names: ToolNames, reasoningBack: boolean): Record<string, unknown>[] {
  const lastUser = messages.findLastIndex((message) => message.role === "user");
  return messages.map((message, index) => {
    switch (message.role) {
      case "system":
        return { role: "system", content: message.content };
      case "user":
        return { role: "user", content: userContent(message) };
      case "tool":
        return { role: "tool", tool_call_id: message.callId, content: message.content };
      case "assistant":
        return {
          role: "assistant",
          content: message.content === "" && message.calls?.length ? null : message.content,
          reasoning_content: reasoningBack && index > lastUser ? message.reasoning?.text : undefined,
          tool_calls: message.calls?.length
            ? message.calls.map((call) => ({
                id: call.callId,
                type: "function",
                function: { name: names.toWire(call.tool), arguments: JSON.stringify(argumentsObject(call.arguments)) },
                extra_content: call.providerData?.extra_content,
              }))
            : undefined,
        };
    }
  });
}

function userContent(message: Extract<ModelMessage, { role: "user" }>): unknown {
  if (!message.images?.length) return message.content;
  const images = message.images.map(({ mediaType, data }) => ({
    type: "image_url",
    image_url: { url: `data:${mediaType};base64,${data}` },
  }));
  return [...(message.content === "" ? [] : [{ type: "text", text: message.content }]), ...images];
}
