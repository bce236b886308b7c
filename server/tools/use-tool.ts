import { isAppError } from "../../lib/core/errors.ts";
import type { Failure } from "../../lib/core/fields.ts";
import type { Question } from "../../lib/core/state.ts";
import type { Tool, ToolContext, ToolOutcome } from "../ports/tools.ts";
import { capResult, fitsProgress } from "./cap-result.ts";
import { checkArguments } from "./check-arguments.ts";
import { withSurface } from "./with-surface.ts";

/** See `UseTool`. */
export async function useTool(
  tool: Tool,
  args: unknown,
  context: ToolContext,
  clock: () => number,
): Promise<ToolOutcome> {
  const begun = clock();
  let heldMs = 0;
  const ms = () => Math.max(0, Math.round(clock() - begun - heldMs));
  const failed = (code: string, message: string): ToolOutcome & { ok: false } => ({
    ok: false,
    error: { code, message: message.slice(0, 4000) },
    ms: ms(),
  });

  if (context.signal.aborted) return failed("cancelled", `${tool.name} was stopped before it began.`);
  const unavailable = tool.unavailable();
  if (unavailable !== null) return failed("unavailable", unavailable);
  const checked = checkArguments(tool, args);
  if (!checked.ok) return failed("invalid_arguments", checked.message);

  const limits = new AbortController();
  let stopped: Failure | null = null;
  const stop = (code: string, message: string) => {
    stopped ??= { code, message };
    limits.abort(new DOMException(message, "AbortError"));
  };
  const onAbort = () => stop("cancelled", `${tool.name} was stopped while it ran.`);
  const isLate = () =>
    stop("timeout", `${tool.name} took longer than ${tool.timeoutMs / 1000} seconds and was stopped.`);
  let timer = setTimeout(isLate, tool.timeoutMs);
  let questions = 0;
  const held = async (ask: NonNullable<ToolContext["ask"]>, question: Question) => {
    const since = clock();
    if (questions++ === 0) clearTimeout(timer);
    try {
      return await ask(question);
    } finally {
      if (--questions === 0) {
        heldMs += clock() - since;
        if (!limits.signal.aborted) timer = setTimeout(isLate, Math.max(0, tool.timeoutMs - ms()));
      }
    }
  };
  context.signal.addEventListener("abort", onAbort);
  try {
    const whenStopped = new Promise<never>((_, reject) =>
      limits.signal.addEventListener("abort", () => reject(limits.signal.reason)),
    );
    const progress = (value: unknown) => {
      if (!limits.signal.aborted && fitsProgress(value)) context.progress(value);
    };
    const { ask } = context;
    const asking = ask && { ask: (question: Question) => held(ask, question) };
    const work = async () => tool.run(checked.value, { ...context, ...asking, signal: limits.signal, progress });
    const result = capResult(await Promise.race([whenStopped, work()]));
    if (result.failed) {
      const { content, details } = result;
      return { ...failed(result.failed, content), ...(details !== undefined && { details }) };
    }
    return { ok: true, result: withSurface(result, context), ms: ms() };
  } catch (error) {
    if (stopped) return { ok: false, error: stopped, ms: ms() };
    if (isAppError(error)) return failed(error.code, error.message);
    return {
      ...failed(
        "internal",
        `${tool.name} failed for a reason of its own; calling it again in the same way may not help.`,
      ),
      cause: error,
    };
  } finally {
    clearTimeout(timer);
    context.signal.removeEventListener("abort", onAbort);
    limits.abort();
  }
}
