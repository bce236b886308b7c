import { z } from "zod";
import type { SessionEvent } from "../../lib/core/events.ts";
import { checkSurface, sentenceOf } from "../../lib/surfaces/check.ts";
import { surfaceFromWidgets } from "../../lib/surfaces/from-widgets.ts";
import type { Tool, ToolContext, ToolResult } from "../ports/tools.ts";
import { fieldErrors } from "./field-errors.ts";

type Question = ReturnType<NonNullable<Tool["question"]>>;

function shown(written: Parameters<typeof surfaceFromWidgets>[0], { runId, callId }: ToolContext): SessionEvent {
  const checked = checkSurface(surfaceFromWidgets(written));
  if (!checked.ok) throw new Error(`The surface of ${callId} does not fit. ${sentenceOf(checked.problems)}.`);
  return { type: "surface.shown", surfaceId: callId, surface: checked.value, ...(runId && { runId, callId }) };
}

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
  becomes?(args: z.output<Arguments>): ReturnType<NonNullable<Tool["becomes"]>>;
  question?(args: z.output<Arguments>): Question;
  run(args: z.output<Arguments>, context: ToolContext): Promise<ToolResult> | ToolResult;
  /** What a person sees of the result: widgets, without a token of any model. Null where there is nothing to be seen. */
  surface?(
    args: z.output<Arguments>,
    result: ToolResult,
    context: ToolContext,
  ): Parameters<typeof surfaceFromWidgets>[0] | null;
}

/** A tool whose arguments and results are checked against one schema each, on the way in and on the way out. */
export function defineTool<Arguments extends z.ZodObject>(definition: Definition<Arguments>): Tool {
  const { arguments: schema, question, becomes } = definition;
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
    ...(becomes && { becomes: (args) => becomes(args as z.output<Arguments>) }),
    ...(question && { question: (args) => question(args as z.output<Arguments>) }),
    async run(args, context) {
      const result = await definition.run(args as z.output<Arguments>, context);
      const details = (definition.details ?? z.undefined()).safeParse(result.details);
      if (!details.success)
        throw new Error(`${definition.name} gave details that do not fit. ${fieldErrors.sentence(details.error)}`);
      const seen = context.runId === null ? null : definition.surface?.(args as z.output<Arguments>, result, context);
      return {
        ...result,
        details: details.data,
        ...(seen && { events: [...(result.events ?? []), shown(seen, context)] }),
      };
    },
  };
}
