import * as z from "zod/mini";
import { approval } from "../agents/approval-policy.ts";
import { jsonSchema } from "../agents/json-schema.ts";
import type { ApprovalPolicy } from "../core/agent.ts";
import { slug } from "../core/fields.ts";
import { moduleNames } from "./module-names.ts";

/** A stored function as people write it: in `POST /functions`, in a form, in a file. */

const megabyte = 1024 * 1024;

const imported = z
  .string()
  .check(z.refine((name) => moduleNames.includes(asModule(name)), `must be one of ${moduleNames.join(", ")}`));

const host = z
  .string()
  .check(z.maxLength(300), z.regex(/^(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?$/, "must be a host such as api.example.com"));
const dataNamespace = z
  .string()
  .check(z.maxLength(60), z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, "must be letters, digits, _ and -"));
const secretName = z.string().check(z.minLength(1), z.maxLength(100));

const retry = z.strictObject({
  /** Running it twice with the same input does no harm. */
  safe: z.optional(z.boolean()),
  attempts: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
  delayMs: z.optional(z.int().check(z.minimum(0), z.maximum(60_000))),
});

export const functionDefinition = z.strictObject({
  name: slug,
  description: z.optional(z.string().check(z.maxLength(1_000))),
  language: z.optional(z.enum(["javascript", "typescript"])),
  /** A module whose default export is `(input, host) => result`. */
  source: z.string().check(z.minLength(1, "must not be empty"), z.maxLength(200_000)),
  inputSchema: z.optional(jsonSchema),
  outputSchema: z.optional(jsonSchema),
  limits: z.optional(
    z.strictObject({
      timeoutMs: z.optional(z.int().check(z.minimum(10), z.maximum(120_000))),
      memoryMb: z.optional(z.int().check(z.minimum(16), z.maximum(512))),
      outputBytes: z.optional(z.int().check(z.minimum(1), z.maximum(megabyte))),
      hostCalls: z.optional(z.int().check(z.minimum(0), z.maximum(1_000))),
    }),
  ),
  /** What it may import; all that there is, if nothing is said. */
  imports: z.optional(z.array(imported).check(z.maxLength(50))),
  grants: z.optional(
    z.strictObject({
      hosts: z.optional(z.array(host).check(z.maxLength(50))),
      /** Names of the calling person's secrets. */
      secrets: z.optional(z.array(secretName).check(z.maxLength(50))),
      /** Of the calling person's saved data: the name itself, and names that begin with it and a dot. */
      data: z.optional(z.array(dataNamespace).check(z.maxLength(50))),
      functions: z.optional(z.array(slug).check(z.maxLength(50))),
    }),
  ),
  approval: z.optional(approval),
  retry: z.optional(
    z.union([z.enum(["never", "safe"]), retry], 'must be "never", "safe" or { safe, attempts, delayMs }'),
  ),
  /** The function that undoes what this one did: it gets `{ input, result }`. */
  compensate: z.optional(slug),
});
export type FunctionDefinition = z.input<typeof functionDefinition>;

/** A definition that is still being written. */
export type FunctionDraft = Partial<z.output<typeof functionDefinition>> & { name: string };

export interface StoredFunction {
  name: string;
  description: string;
  language: "javascript" | "typescript";
  source: string;
  inputSchema: Record<string, unknown>;
  /** Null: anything. */
  outputSchema: Record<string, unknown> | null;
  limits: { timeoutMs: number; memoryMb: number; outputBytes: number; hostCalls: number };
  /** Null: all that there are. */
  imports: string[] | null;
  grants: { hosts: string[]; secrets: string[]; data: string[]; functions: string[] };
  approval: ApprovalPolicy;
  retry: { safe: boolean; attempts: number; delayMs: number };
  compensate: string | null;
}

export const usualFunctionLimits = { timeoutMs: 5_000, memoryMb: 64, outputBytes: 256 * 1024, hostCalls: 50 };

/** The function that a definition means, with the defaults filled in. */
export function toFunction(definition: FunctionDraft): StoredFunction {
  const { name, description, language, source, inputSchema, outputSchema, limits, imports, grants } = definition;
  return {
    name,
    description: description ?? "",
    language: language ?? "javascript",
    source: source ?? "",
    inputSchema: inputSchema ?? { type: "object" },
    outputSchema: outputSchema ?? null,
    limits: { ...usualFunctionLimits, ...withoutNothing(limits ?? {}) },
    imports: imports ? imports.map(asModule) : null,
    grants: { hosts: [], secrets: [], data: [], functions: [], ...withoutNothing(grants ?? {}) },
    approval: definition.approval ?? "never",
    retry: retryOf(definition.retry),
    compensate: definition.compensate ?? null,
  };
}

function retryOf(given: FunctionDraft["retry"]): StoredFunction["retry"] {
  if (given === undefined || given === "never") return { safe: false, attempts: 1, delayMs: 0 };
  if (given === "safe") return { safe: true, attempts: 1, delayMs: 0 };
  return { safe: given.safe ?? false, attempts: given.attempts ?? 1, delayMs: given.delayMs ?? 0 };
}

/** `dates` is short for `troupe:dates`. */
function asModule(name: string): string {
  return name.startsWith("troupe:") ? name : `troupe:${name}`;
}

function withoutNothing<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
