import { z } from "zod";
import { slug } from "../../../lib/core/fields.ts";
import { codeErrorKinds } from "../../../lib/functions/code-error.ts";
import type { FunctionExecution } from "../../../lib/functions/execution.ts";
import type { StoredFunction } from "../../../lib/functions/function.ts";
import { approval } from "./agent.ts";

const jsonSchema = z.record(z.string(), z.unknown());

/** What a function is, with the defaults filled in. */
export const storedFunction = z.object({
  name: slug,
  description: z.string(),
  language: z.enum(["javascript", "typescript"]),
  source: z.string().describe("A module whose default export is `(input, host) => result`, or async."),
  inputSchema: jsonSchema,
  outputSchema: jsonSchema.nullable(),
  limits: z.object({ timeoutMs: z.number(), memoryMb: z.number(), outputBytes: z.number(), hostCalls: z.number() }),
  imports: z.array(z.string()).nullable().describe("Null: every module that there is."),
  grants: z.object({
    hosts: z.array(z.string()),
    secrets: z.array(z.string()),
    data: z.array(z.string()),
    functions: z.array(z.string()),
  }),
  approval,
  retry: z.object({ safe: z.boolean(), attempts: z.number(), delayMs: z.number() }),
  compensate: z.string().nullable(),
}) satisfies z.ZodType<StoredFunction>;

export const codeError = z
  .object({
    kind: z.enum(codeErrorKinds),
    message: z.string(),
    line: z.int().nullable().describe("In the source as it was written, from 1."),
    column: z.int().nullable(),
    stack: z.string().nullable(),
  })
  .meta({ id: "CodeError" });

export const logLine = z.object({ level: z.enum(["log", "info", "warn", "error", "debug"]), text: z.string() });

export const functionRun = z
  .object({
    result: z.unknown(),
    ms: z.number(),
    memoryBytes: z.int().describe("Held at the end; where the memory had to grow, what it grew to."),
    logs: z.array(logLine),
    executionId: z.string(),
    version: z.int().nullable().describe("Null: the draft."),
    hash: z.string(),
    attempts: z.int(),
  })
  .meta({ id: "FunctionRun" });

export const functionExecution = z
  .object({
    id: z.string(),
    ownerId: z.string(),
    function: z.string(),
    version: z.int().nullable(),
    hash: z.string(),
    depth: z.int(),
    sessionId: z.string().nullable(),
    runId: z.string().nullable(),
    callId: z.string().nullable(),
    arguments: z.unknown().describe("Without what the input's schema calls secret."),
    result: z.unknown(),
    outcome: z.enum(["done", "failed"]),
    error: codeError.nullable(),
    logs: z.array(logLine),
    attempts: z.int(),
    ms: z.number(),
    memoryBytes: z.int(),
    compensate: z.string().nullable().describe("The function that can undo it."),
    compensatedBy: z.string().nullable(),
    at: z.string(),
  })
  .meta({ id: "FunctionExecution" }) satisfies z.ZodType<FunctionExecution>;
