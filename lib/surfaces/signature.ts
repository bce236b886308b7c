import type * as z from "zod/mini";
import { binding } from "./fields.ts";

/** A schema in as few words as a model needs: `{rows~: [text|number], unit?: text}`. */
export function signature(schema: z.core.$ZodType, without: readonly string[] = []): string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object": {
      const fields = Object.entries(def.shape)
        .filter(([name]) => !without.includes(name))
        .map(([name, each]) => field(name, each));
      return `{${fields.join(", ")}}`;
    }
    case "array":
      return `[${signature(def.element)}]`;
    case "union":
      return def.options
        .filter((option) => option !== binding)
        .map((option) => signature(option))
        .join("|");
    case "optional":
    case "nullable":
      return signature(def.innerType) + (def.type === "nullable" ? "|null" : "");
    case "enum":
      return Object.values(def.entries)
        .map((value) => `"${value}"`)
        .join("|");
    case "literal":
      return def.values.map((value) => JSON.stringify(value)).join("|");
    case "record":
      return `{key: ${signature(def.valueType)}}`;
    case "string":
      return "text";
    case "unknown":
      return "anything";
    default:
      return def.type;
  }
}

function field(name: string, schema: z.core.$ZodType): string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const isOptional = def.type === "optional";
  const inner = isOptional ? def.innerType : schema;
  const innerDef = (inner as z.core.$ZodTypes)._zod.def;
  const isLive = innerDef.type === "union" && innerDef.options.includes(binding);
  return `${name}${isLive ? "~" : ""}${isOptional ? "?" : ""}: ${signature(inner)}`;
}
