import type { ModelRequest } from "../../lib/core/model.ts";

/** Asks in words for JSON, for providers that cannot be bound to a schema. */
export function jsonInstruction({ schema }: NonNullable<ModelRequest["responseSchema"]>): string {
  return `Your final answer must be one JSON value and nothing else: no prose, no code fence. It must fit this JSON Schema:\n${JSON.stringify(schema)}`;
}
