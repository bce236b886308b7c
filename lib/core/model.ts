import type { Attachment } from "./fields.ts";

/** What goes to a model and what comes back: the vocabulary shared by `contextFor`, the runtime and every provider. */

export interface Usage {
  /** All input tokens, cached ones included. */
  input: number;
  cached: number;
  output: number;
  reasoning: number;
}

export const noUsage: Usage = { input: 0, cached: 0, output: 0, reasoning: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    input: a.input + b.input,
    cached: a.cached + b.cached,
    output: a.output + b.output,
    reasoning: a.reasoning + b.reasoning,
  };
}

/** A call as the model made it. `arguments` is parsed JSON, or the raw text where it was not JSON. */
export interface ModelCall {
  callId: string;
  tool: string;
  arguments: unknown;
  /** Opaque data that the provider wants back with the call (a thought signature, say). */
  providerData?: Record<string, unknown>;
}

export interface Reasoning {
  text: string;
  /** Opaque proof that some providers want back with the text. */
  signature?: string;
}

export interface ImagePart {
  mediaType: string;
  /** base64, without the `data:` prefix. */
  data: string;
}

export type ModelMessage =
  | { role: "system"; content: string }
  /** `attachments` only until the runtime has read them: no model gets to see the field. */
  | { role: "user"; content: string; images?: ImagePart[]; attachments?: Attachment[] }
  | { role: "assistant"; content: string; reasoning?: Reasoning; calls?: ModelCall[] }
  | { role: "tool"; callId: string; tool: string; content: string; failed?: boolean };

export interface ToolSpec {
  name: string;
  description: string;
  /** JSON Schema of the arguments: an object. */
  parameters: Record<string, unknown>;
}

export interface Sampling {
  temperature?: number;
  topP?: number;
  presencePenalty?: number;
  frequencyPenalty?: number;
  maxOutputTokens?: number;
}

export interface ModelRequest {
  messages: ModelMessage[];
  tools: ToolSpec[];
  sampling?: Sampling;
  /** For single models, by name, beside `sampling`. */
  modelSampling?: Record<string, Sampling>;
  /** The answer must be JSON that fits this schema. */
  responseSchema?: { name: string; schema: Record<string, unknown> };
}

export type ModelErrorCode =
  | "rate_limited"
  | "overloaded"
  | "server_error"
  | "timeout"
  | "stalled"
  | "broken_stream"
  | "network"
  | "unauthorized"
  | "not_found"
  | "context_too_long"
  | "refused"
  | "bad_request"
  | "invalid_output"
  | "circuit_open"
  | "no_model"
  | "aborted";

export interface ModelError {
  code: ModelErrorCode;
  /** A sentence for a person: what happened and what to do. Never holds a key. */
  message: string;
  status?: number;
  retryAfterMs?: number;
}

export type FinishReason = "stop" | "calls" | "length" | "filter" | "other";

/**
 * One piece of a streamed reply. A stream ends with exactly one `finish` or one `error`; nothing is thrown.
 * After `attempt-failed` the reply begins anew: nothing of the failed attempt belongs to the next one.
 */
export type ModelChunk =
  | { type: "text"; text: string }
  | { type: "reasoning"; text: string; signature?: string }
  | { type: "call"; index: number; tool: string; providerData?: Record<string, unknown> }
  | { type: "arguments"; index: number; text: string }
  | { type: "attempt-failed"; error: ModelError; model: string; nextModel: string; willRetryInMs: number }
  | { type: "finish"; reason: FinishReason; usage: Usage; model: string; cost: number | null }
  | { type: "error"; error: ModelError; model: string };
