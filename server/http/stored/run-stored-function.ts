import type { FunctionRun } from "../../../lib/functions/execution.ts";
import type { FunctionCaller } from "../../ports/functions.ts";
import { type Answer, json } from "../answer.ts";
import { problem } from "../problem.ts";
import type { Call } from "../route.ts";

/** A run of a function as an answer: its result, or a problem that says of what kind, where, and what it logged. */
export async function runStoredFunction(
  { principal }: Pick<Call, "principal">,
  run: (caller: FunctionCaller) => Promise<FunctionRun>,
): Promise<Answer> {
  // Whoever hangs up does not leave it half done; its own limits end it.
  const ran = await run({ ownerId: principal.userId, signal: new AbortController().signal });
  const { ok: _ok, error, ...told } = ran;
  if (error === null) return json(200, told);
  const { result: _result, ...figures } = told;
  const { kind, message, line, column, stack } = error;
  const code = kind === "busy" ? "busy" : kind === "schema" && ran.attempts === 0 ? "invalid" : "tool_failed";
  const details = code === "busy" ? { retryAfterMs: 1_000 } : {};
  return problem(code, message, details, { kind, message, line, column, stack, ...figures });
}
