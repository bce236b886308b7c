import * as z from "zod/mini";
import type { Kind } from "../definitions/kind.ts";
import { codeErrorKinds } from "./code-error.ts";
import { functionDefinition, toFunction } from "./function.ts";

/** `expected` is what must come out, `fails` how it must fail; neither: it must end well. */
export const functionCase = z.strictObject({
  input: z.unknown(),
  expected: z.optional(z.unknown()),
  fails: z.optional(z.enum(codeErrorKinds)),
});

export const functionKind: Kind = {
  kind: "function",
  body: z.omit(functionDefinition, { name: true }),
  case: functionCase,
  view: (name, body) => ({ ...toFunction({ ...body, name }) }),
  references(body) {
    const { grants, compensate } = toFunction({ ...body, name: "" });
    const named = [...grants.functions, ...(compensate ? [compensate] : [])];
    return named.map((name) => ({ kind: "function" as const, name }));
  },
  publishesAtOnce: false,
  beginsSessions: false,
  permanent: [],
};
