import { AppError } from "../../lib/core/errors.ts";
import type { CodeError, CodeErrorKind, LogLine } from "../../lib/functions/code-error.ts";
import type { StoredFunction } from "../../lib/functions/function.ts";
import { checkAgainstSchema } from "../json-schema/validate.ts";
import type { FunctionCaller, Sandbox } from "../ports/functions.ts";
import type { CompiledFunctions } from "./compiled-functions.ts";
import { type HostDependencies, hostDoor } from "./host-door.ts";
import { mapStack } from "./map-stack.ts";

export interface RunDependencies extends HostDependencies {
  sandbox: Sandbox;
  compiled: CompiledFunctions;
  onTrouble(what: string, error: unknown): void;
}

export interface Ran {
  ok: boolean;
  result: unknown;
  error: CodeError | null;
  logs: LogLine[];
  attempts: number;
  ms: number;
  memoryBytes: number;
}

type CallOther = (name: string, input: unknown, signal: AbortSignal) => Promise<unknown>;

/** Worth another attempt: what did not come from the code itself. */
const passing: readonly CodeErrorKind[] = ["host", "timeout", "busy", "killed"];

/** Runs a function: its input and its result checked against its schemas, and again where it may be tried again. */
export async function runFunction(
  dependencies: RunDependencies,
  stored: StoredFunction,
  input: unknown,
  caller: FunctionCaller,
  depth: number,
  call: CallOther,
): Promise<Ran> {
  const nothing = { ok: false, result: null, logs: [], attempts: 0, ms: 0, memoryBytes: 0 };
  const problem = schemaProblem(stored.inputSchema, input, "The input does not fit");
  if (problem) return { ...nothing, error: problem };
  const made = await dependencies.compiled.get(stored);
  if (!made.ok) return { ...nothing, error: made.errors[0] ?? withoutPlace("syntax", "The source cannot be read.") };
  const { code, map } = made.compiled;
  const host = hostDoor(dependencies, { ownerId: caller.ownerId, grants: stored.grants, call });
  for (let attempts = 1; ; attempts++) {
    const outcome = await dependencies.sandbox.run(
      {
        lane: `${caller.ownerId}/${stored.name}`,
        code,
        input,
        limits: stored.limits,
        depth,
        host,
        onTrouble: (error) => dependencies.onTrouble(`the host of function ${stored.name} failed`, error),
      },
      caller.signal,
    );
    const { ms, memoryBytes, logs } = outcome;
    const figures = { logs, attempts, ms, memoryBytes };
    if (outcome.ok) {
      const wrong =
        stored.outputSchema && schemaProblem(stored.outputSchema, outcome.result, "The result does not fit");
      return { ok: !wrong, result: wrong ? null : outcome.result, error: wrong, ...figures };
    }
    const { kind, message, stack } = outcome.error;
    const again = attempts < stored.retry.attempts && passing.includes(kind) && !caller.signal.aborted;
    if (!again) return { ok: false, result: null, error: { kind, message, ...mapStack(stack, map) }, ...figures };
    await pause(stored.retry.delayMs, caller.signal);
  }
}

function schemaProblem(schema: unknown, value: unknown, what: string): CodeError | null {
  const problem = checkAgainstSchema(schema, value);
  return problem === null ? null : withoutPlace("schema", `${what}: ${problem}`);
}

function withoutPlace(kind: CodeErrorKind, message: string): CodeError {
  return { kind, message, line: null, column: null, stack: null };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
    if (signal.aborted) done();
  });
}

export function asAppError({ kind, message, line, column }: CodeError): AppError {
  const place = line === null ? "" : ` (line ${line}${column === null ? "" : `, column ${column}`})`;
  if (kind === "busy") return new AppError("busy", message, { retryAfterMs: 1_000 });
  if (kind === "timeout") return new AppError("timeout", message + place);
  return new AppError("tool_failed", message + place);
}
