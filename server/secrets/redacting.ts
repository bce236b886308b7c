import { AppError, isAppError } from "../../lib/core/errors.ts";
import { redactJson } from "../../lib/secrets/redact-json.ts";
import type { Redact } from "../ports/secrets.ts";
import type { Tool, UseTool } from "../ports/tools.ts";

type Clean = (text: string) => string;

/**
 * Whatever a tool gives or throws is recorded without the secrets of the person it works for. They are taken out before
 * anything is cut: of a secret that stands where a text is cut, a part would stay.
 */
export function redacting(useTool: UseTool, redactFor: Redact): UseTool {
  return (tool, args, context, clock) => {
    const clean = (text: string) => redactFor(context.ownerId, text);
    const progress = (value: unknown) => context.progress(redactJson(value, clean));
    return useTool(cleanTool(tool, clean), args, { ...context, progress }, clock);
  };
}

function cleanTool(tool: Tool, clean: Clean): Tool {
  return {
    ...tool,
    async run(args, context) {
      try {
        return redactJson(await tool.run(args, context), clean);
      } catch (error) {
        throw cleanError(error, clean);
      }
    },
  };
}

/** The same error without what it may have read. */
function cleanError(error: unknown, clean: Clean): unknown {
  if (isAppError(error)) return new AppError(error.code, clean(error.message), error.details);
  if (!(error instanceof Error)) return redactJson(error, clean);
  const cleaned = new Error(clean(error.message));
  cleaned.name = error.name;
  if (error.stack !== undefined) cleaned.stack = clean(error.stack);
  return cleaned;
}
