import type { FunctionRun } from "../../lib/functions/execution.ts";
import { failedCall } from "../../lib/functions/failed-call.ts";
import type { StoredFunction } from "../../lib/functions/function.ts";
import { checkAgainstSchema } from "../json-schema/validate.ts";
import type { Tool, ToolContext } from "../ports/tools.ts";
import { asAppError } from "./run-function.ts";

/** How long a call may have to wait for its turn. */
const waitMs = 30_000;

/** A published function as agents and `tools/call` get it. */
export function functionTool(
  stored: StoredFunction,
  { version, hash }: { version: number; hash: string },
  run: (input: unknown, context: ToolContext) => Promise<FunctionRun>,
): Tool {
  const { name, description, inputSchema, outputSchema, limits, grants, approval, retry, compensate } = stored;
  return {
    name,
    version: hash,
    source: { kind: "function", name, tool: `version ${version}, ${hash.slice(0, 12)}` },
    description: description || `The function ${name}.`,
    parameters: inputSchema,
    ...(outputSchema && { output: outputSchema }),
    permissions: [
      ...(grants.hosts.length > 0 ? ["network"] : []),
      ...(grants.data.length > 0 ? ["user-data"] : []),
      ...(grants.functions.length > 0 ? ["functions"] : []),
    ],
    approval,
    retry: retry.safe ? "safe" : "never",
    timeoutMs: (limits.timeoutMs + 1_000) * retry.attempts + retry.delayMs * (retry.attempts - 1) + waitMs,
    unavailable: () => null,
    check(args) {
      const problem = checkAgainstSchema(inputSchema, args);
      return problem === null
        ? { ok: true, value: args }
        : { ok: false, message: `The arguments do not fit. ${problem}` };
    },
    async run(args, context) {
      const ran = await run(args, context);
      const { result, executionId, ms, memoryBytes, error } = ran;
      if (error) {
        const { code, message } = asAppError(error);
        return { failed: code, content: message, details: failedCall({ name, version, hash, executionId, error }) };
      }
      return {
        content: typeof result === "string" ? result : JSON.stringify(result),
        details: {
          result,
          function: { name, version, hash, executionId, ms, memoryBytes, ...(compensate && { compensate }) },
        },
      };
    },
  };
}
