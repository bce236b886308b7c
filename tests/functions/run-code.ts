import { onTestFinished } from "vitest";
import type { SandboxCall } from "../../lib/functions/sandbox-call.ts";
import { compile } from "../../server/functions/compile.ts";
import { mapStack } from "../../server/functions/map-stack.ts";
import { SandboxPool } from "../../server/functions/sandbox/sandbox-pool.ts";

export const limits = { timeoutMs: 2_000, memoryMb: 64, outputBytes: 64 * 1024, hostCalls: 50 };

type Options = Partial<Omit<SandboxCall, "limits">> & { limits?: Partial<SandboxCall["limits"]>; signal?: AbortSignal };

/** A sandbox of the test's own, and functions as people write them to try in it. */
export function aSandbox(options: { quick?: number; slow?: number; mostWaiting?: number; mostUses?: number } = {}) {
  const pool = new SandboxPool({ quick: 1, slow: 2, mostWaiting: 1_000, mostUses: 100, ...options });

  async function run(source: string, input: unknown = {}, given: Options = {}) {
    const made = await compile({ name: "tried", language: "typescript", source, imports: null });
    if (!made.ok) throw new Error(made.errors.map(({ message }) => message).join("; "));
    const call = {
      lane: "tried",
      code: made.compiled.code,
      input,
      depth: 0,
      host: async () => null,
      ...given,
      limits: { ...limits, ...given.limits },
    };
    const outcome = await pool.run(call, given.signal ?? new AbortController().signal);
    if (outcome.ok) return { ...outcome, kind: "ok" as const, error: null, at: null };
    return {
      ...outcome,
      kind: outcome.error.kind,
      result: undefined,
      at: mapStack(outcome.error.stack, made.compiled.map),
    };
  }

  /** The value, or the error thrown as a test's failure. */
  async function value(source: string, input?: unknown, given?: Options): Promise<unknown> {
    const outcome = await run(source, input, given);
    if (!outcome.ok) throw new Error(`${outcome.kind}: ${outcome.error?.message}`);
    return outcome.result;
  }

  return { pool, run, value, close: () => pool.close() };
}

export function sandboxForTest(options?: Parameters<typeof aSandbox>[0]) {
  const sandbox = aSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}
