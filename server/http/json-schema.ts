import { z } from "zod";
import type { Schema } from "../../lib/input/check-input.ts";

export type JsonSchema = { [key: string]: unknown };

/** A zod schema as JSON Schema. Those with a name of their own go to `components` and are referred to. */
export function schemaOf(schema: Schema, io: "input" | "output", components: Record<string, JsonSchema>): JsonSchema {
  const converted = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema }) => simplify(jsonSchema as JsonSchema, io),
  });
  const { $schema: _dialect, $defs = {}, ...rest } = converted as JsonSchema & { $defs?: Record<string, JsonSchema> };
  for (const [name, definition] of Object.entries($defs)) components[name] = relinked(definition);
  return relinked(rest);
}

/** Answers may grow, so a client must not refuse what it does not know; and what every whole number keeps to goes unsaid. */
function simplify(schema: JsonSchema, io: "input" | "output"): void {
  if (io === "output" && schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (typeof schema.format === "string") delete schema.pattern;
}

function relinked({ id: _id, ...schema }: JsonSchema): JsonSchema {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/');
  return JSON.parse(text) as JsonSchema;
}
