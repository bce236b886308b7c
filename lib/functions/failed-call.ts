import * as z from "zod/mini";
import { type CodeError, codeErrorKinds } from "./code-error.ts";

const place = z.nullable(z.int());

/** Where a stored function failed, as `details` of `tool.failed`. Its words are those of the error that the model reads. */
const details = z.object({
  function: z.object({
    name: z.string(),
    /** Null: the draft of that time. */
    version: place,
    hash: z.string(),
    executionId: z.string(),
    failure: z.object({
      kind: z.enum(codeErrorKinds),
      /** In the source of that version. */
      line: place,
      column: place,
      stack: z.nullable(z.string()),
    }),
  }),
});
export type FailedFunction = z.infer<typeof details>["function"];

interface Failed extends Omit<FailedFunction, "failure"> {
  error: CodeError;
}

/** The details of a call that failed. `stack` has no more than the few frames that were mapped. */
export function failedCall({ name, version, hash, executionId, error }: Failed): z.infer<typeof details> {
  const { kind, line, column, stack } = error;
  return { function: { name, version, hash, executionId, failure: { kind, line, column, stack } } };
}

/** Null where the details are of something else, or from before there were any. */
export function failedFunction(of: unknown): FailedFunction | null {
  const { success, data } = details.safeParse(of);
  return success ? data.function : null;
}

export interface StackFrame {
  /** The function of the code; empty where it has no name. */
  name: string;
  /** The function's own file, such as `prices.ts`, or a module that comes with Troupe. */
  source: string;
  line: number;
  column: number;
}

const frame = /^\s*at (?:(\S+) )?\((.+):(\d{1,9}):(\d{1,9})\)$/;

/** The frames of a mapped stack, the innermost first. */
export function stackFrames(stack: string): StackFrame[] {
  return stack.split("\n").flatMap((text) => {
    const [, name = "", source = "", line = "", column = ""] = frame.exec(text) ?? [];
    return source === "" ? [] : [{ name, source, line: Number(line), column: Number(column) }];
  });
}
