import { z } from "zod";
import type { Tool, ToolContext, ToolResult } from "../ports.ts";
import { fieldErrors } from "./field-errors.ts";

type Question = ReturnType<NonNullable<Tool["question"]>>;

interface Definition<Arguments extends z.ZodObject> {
  name: string;
  description: string;
  /** Strict: an argument that the tool does not know is refused by name. */
  arguments: Arguments;
  /** What `details` must look like; without it, the tool has none. */
  details?: z.ZodType;
  permissions: readonly string[];
  approval?: Tool["approval"];
  retry: Tool["retry"];
  timeoutMs: number;
  unavailable?: () => string | null;
  question?(args: z.output<Arguments>): Question;
  run(args: z.output<Arguments>, context: ToolContext): Promise<ToolResult> | ToolResult;
}

/** A tool whose arguments and results are checked against one schema each, on the way in and on the way out. */
export function defineTool<Arguments extends z.ZodObject>(definition: Definition<Arguments>): Tool {
  const { arguments: schema, question } = definition;
  const { $schema: _dialect, ...parameters } = z.toJSONSchema(schema, { io: "input" });
  return {
    name: definition.name,
    description: definition.description,
    parameters: { ...parameters, additionalProperties: false },
    permissions: definition.permissions,
    approval: definition.approval ?? "never",
    retry: definition.retry,
    timeoutMs: definition.timeoutMs,
    unavailable: definition.unavailable ?? (() => null),
    check(args) {
      const parsed = schema.strict().safeParse(args, { error: fieldErrors.message });
      if (parsed.success) return { ok: true, value: parsed.data };
      return { ok: false, message: `The arguments do not fit. ${fieldErrors.sentence(parsed.error)}` };
    },
    ...(question && { question: (args) => question(args as z.output<Arguments>) }),
    async run(args, context) {
      const result = await definition.run(args as z.output<Arguments>, context);
      const details = (definition.details ?? z.undefined()).safeParse(result.details);
      if (!details.success)
        throw new Error(`${definition.name} gave details that do not fit. ${fieldErrors.sentence(details.error)}`);
      return { ...result, details: details.data };
    },
  };
}
