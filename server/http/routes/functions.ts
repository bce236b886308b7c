import { z } from "zod";
import { functionKind } from "../../../lib/functions/function-kind.ts";
import { authorize } from "../../runtime/authorize.ts";
import { json } from "../answer.ts";
import { cursor, limit } from "../query.ts";
import { route } from "../route.ts";
import { codeError, functionExecution, functionRun, storedFunction } from "../schemas/function.ts";
import { pageOf } from "../schemas/page.ts";
import { runStoredFunction } from "../stored/run-stored-function.ts";
import { functionTemplates } from "../stored/templates.ts";
import { definitionRoutes } from "./definitions.ts";

const tag = "Functions";
const params = z.strictObject({ name: z.string().min(1).max(200) });
const version = z
  .union([z.int().positive(), z.literal("draft")], 'must be a version\'s number or "draft"')
  .optional()
  .describe("The current one, if nothing is said.");
const source = 'export default (input) => ({ greeting: "Hello, " + input.name });';

export const functionRoutes = [
  route({
    id: "checkFunctionSource",
    method: "POST",
    path: "/api/v1/functions/check",
    tag,
    summary: "Tell what is wrong with a source, without running any of it",
    body: z.strictObject({
      name: z.string().max(64).default("function"),
      language: z.enum(["javascript", "typescript"]).default("javascript"),
      source: z.string().max(200_000),
      imports: z.array(z.string().max(100)).max(50).optional(),
    }),
    example: { source },
    answers: {
      200: {
        description: "What was found",
        schema: z.object({
          errors: z.array(codeError),
          warnings: z.array(codeError),
          imports: z.array(z.string()).describe("What it imports."),
        }),
      },
    },
    async handle({ runtime, body }) {
      const imports = body.imports ?? null;
      return json(200, await runtime.ports.functions.check({ ...body, imports }));
    },
  }),
  route({
    id: "listFunctionTemplates",
    method: "GET",
    path: "/api/v1/function-templates",
    tag,
    summary: "List functions to start from: definitions with their cases",
    answers: {
      200: {
        description: "All templates",
        schema: pageOf(
          z.object({
            definition: z.record(z.string(), z.unknown()),
            cases: z.array(z.record(z.string(), z.unknown())),
          }),
        ),
      },
    },
    handle: () => json(200, { items: [...functionTemplates], nextCursor: null }),
  }),
  route({
    id: "listFunctionExecutions",
    method: "GET",
    path: "/api/v1/function-executions",
    tag,
    summary: "List your runs of functions, the newest first",
    query: z.strictObject({
      function: z.string().max(200).optional(),
      runId: z.string().max(100).optional().describe("Those that this run of an agent called."),
      outcome: z.enum(["done", "failed"]).optional(),
      limit,
      cursor: cursor.optional(),
    }),
    answers: { 200: { description: "A page of executions", schema: pageOf(functionExecution) } },
    handle: async ({ runtime, principal, query }) =>
      json(200, await runtime.ports.functions.executions({ ...query, ownerId: principal.userId })),
  }),
  route({
    id: "compensateFunctionExecution",
    method: "POST",
    path: "/api/v1/function-executions/{id}/compensate",
    tag,
    summary: "Undo a run of a function by the function that it names for that, once",
    description:
      "The other function gets `{ input, result }` as they were recorded: without what the schemas call secret.",
    params: z.strictObject({ id: z.string().min(1).max(100) }),
    answers: { 200: { description: "What undid it", schema: functionRun } },
    handle: (call) =>
      runStoredFunction(call, (caller) => call.runtime.ports.functions.compensate(call.params.id, caller)),
  }),
  route({
    id: "runFunction",
    method: "POST",
    path: "/api/v1/functions/{name}/run",
    tag,
    summary: "Run a function at once, on your own authority",
    description:
      "Asking for it is the approval. A function that fails answers with the kind of its error, its message, line and column; the run is recorded all the same.",
    params,
    body: z.strictObject({ input: z.unknown().default({}), version }).meta({ id: "FunctionRunRequest" }),
    example: { input: { name: "Ada" }, version: "draft" },
    answers: { 200: { description: "What it gave", schema: functionRun } },
    handle(call) {
      const { input, version: wanted = null } = call.body;
      // A draft is not what was published for everybody.
      if (wanted === "draft") authorize(call.principal, "administer", { kind: "installation" });
      return runStoredFunction(call, (caller) =>
        call.runtime.ports.functions.run(call.params.name, wanted, input, caller),
      );
    },
  }),
  route({
    id: "getFunctionUsage",
    method: "GET",
    path: "/api/v1/functions/{name}/usage",
    tag,
    summary: "Tell how your runs of a function went",
    params,
    answers: {
      200: {
        description: "Its use",
        schema: z.object({
          runs: z.int(),
          failed: z.int(),
          medianMs: z.number().nullable().describe("Of the last hundred that ended well."),
          slowestMs: z.number().nullable(),
          lastFailures: z.array(functionExecution),
        }),
      },
    },
    handle: async ({ runtime, principal, params: { name } }) =>
      json(200, await runtime.ports.functions.usage(name, principal.userId)),
  }),
  ...definitionRoutes({
    kind: functionKind,
    many: "functions",
    One: "Function",
    a: "a function",
    tag,
    view: storedFunction,
    example: {
      name: "greet",
      description: "Greets somebody by name.",
      language: "javascript",
      source,
      inputSchema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
      outputSchema: { type: "object", properties: { greeting: { type: "string" } }, required: ["greeting"] },
      limits: { timeoutMs: 1_000 },
    },
    replacementExample: { source },
    caseExample: { title: "Greets Ada", input: { name: "Ada" }, expected: { greeting: "Hello, Ada" } },
  }),
];
