import type { ModelMessage, Reasoning } from "../../../lib/core/model.ts";
import type { ToolNames } from "../tool-names.ts";
import { argumentsObject } from "../wire-arguments.ts";
import type { Prompt, ProviderOptions } from "./language-model.ts";

/** What a reasoning part needs to be sent back: the length of its text and what the provider said about it. */
export interface ReasoningProof {
  length: number;
  metadata: ProviderOptions;
}

export function packProofs(vendor: string, proofs: readonly ReasoningProof[]): string {
  return `${vendor}:${JSON.stringify(proofs)}`;
}

export function aiSdkPrompt(messages: readonly ModelMessage[], names: ToolNames, vendor: string): Prompt {
  return messages.map((message) => {
    switch (message.role) {
      case "system":
        return { role: "system", content: message.content };
      case "user":
        return {
          role: "user",
          content: [
            ...(message.images ?? []).map(({ mediaType, data }) => ({
              type: "file" as const,
              mediaType,
              data: { type: "data" as const, data },
            })),
            ...(message.content === "" ? [] : [{ type: "text" as const, text: message.content }]),
          ],
        };
      case "tool":
        return {
          role: "tool",
          content: [
            {
              type: "tool-result",
              toolCallId: message.callId,
              toolName: names.toWire(message.tool),
              output: { type: message.failed ? "error-text" : "text", value: message.content },
            },
          ],
        };
      case "assistant":
        return {
          role: "assistant",
          content: [
            ...(message.reasoning ? reasoningParts(message.reasoning, vendor) : []),
            ...(message.content === "" ? [] : [{ type: "text" as const, text: message.content }]),
            ...(message.calls ?? []).map((call) => ({
              type: "tool-call" as const,
              toolCallId: call.callId,
              toolName: names.toWire(call.tool),
              input: argumentsObject(call.arguments),
              ...(call.providerData && { providerOptions: call.providerData as ProviderOptions }),
            })),
          ],
        };
    }
  });
}

function reasoningParts({ text, signature }: Reasoning, vendor: string) {
  if (!signature?.startsWith(`${vendor}:`)) return [];
  const proofs = JSON.parse(signature.slice(vendor.length + 1)) as ReasoningProof[];
  if (proofs.reduce((sum, { length }) => sum + length, 0) !== text.length) return [];
  let from = 0;
  return proofs.map(({ length, metadata }) => {
    const part = { type: "reasoning" as const, text: text.slice(from, from + length), providerOptions: metadata };
    from += length;
    return part;
  });
}
