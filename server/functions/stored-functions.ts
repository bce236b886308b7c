import { isDeepStrictEqual } from "node:util";
import { AppError, isAppError } from "../../lib/core/errors.ts";
import {
  type Body,
  type CaseResult,
  type Definition,
  type DefinitionCase,
  editedBody,
} from "../../lib/definitions/definition.ts";
import type { FieldProblem } from "../../lib/definitions/kind.ts";
import type { FunctionExecution, FunctionRun, FunctionUsage } from "../../lib/functions/execution.ts";
import { type StoredFunction, toFunction } from "../../lib/functions/function.ts";
import { redactBySchema } from "../../lib/functions/redact-by-schema.ts";
import type { SandboxStats } from "../../lib/functions/sandbox-call.ts";
import { schemaProblems } from "../json-schema/schema-problems.ts";
import type { Definitions } from "../ports/definitions.ts";
import type { ExecutionQuery, FunctionCaller, FunctionSource, Functions } from "../ports/functions.ts";
import type { Page } from "../ports/page.ts";
import type { Tool, ToolSource } from "../ports/tools.ts";
import type { ExecutionRows } from "./execution-rows.ts";
import { functionTool } from "./function-tool.ts";
import { type Ran, type RunDependencies, runFunction } from "./run-function.ts";

interface Dependencies extends RunDependencies {
  definitions: Definitions;
  executions: ExecutionRows;
  /** Whether another tool than this function has the name. */
  isTaken(name: string): boolean;
  newExecutionId(): string;
  now: () => Date;
}

interface Chosen {
  stored: StoredFunction;
  version: number | null;
  hash: string;
}

const deepestCall = 3;
const caseMs = 120_000;
const lookForChangesMs = 5_000;

/** The functions of the installation: published ones are tools, all of them can be run, and each run is kept. */
export class StoredFunctions implements Functions, ToolSource {
  readonly #given: Dependencies;
  #tools: readonly Tool[] = [];
  #known = "";
  #timer: NodeJS.Timeout | undefined;

  constructor(dependencies: Dependencies) {
    this.#given = dependencies;
  }

  /** Resolves when the published functions are tools. */
  async start(): Promise<void> {
    await this.#refresh();
    this.#given.definitions.onChange((kind, name) => (kind === "function" ? this.#changed(name) : undefined));
    const refresh = () =>
      void this.#refresh().catch((error: unknown) => this.#given.onTrouble("could not read the functions", error));
    this.#timer = setInterval(refresh, lookForChangesMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#given.sandbox.close();
  }

  tools(): readonly Tool[] {
    return this.#tools;
  }

  stats(): SandboxStats {
    return this.#given.sandbox.stats();
  }

  check(source: FunctionSource) {
    return this.#given.compiled.problems(source);
  }

  async run(
    name: string,
    version: number | "draft" | null,
    input: unknown,
    caller: FunctionCaller,
  ): Promise<FunctionRun> {
    return this.#execute(await this.#choose(name, version), input, caller, 0);
  }

  executions(query: ExecutionQuery): Promise<Page<FunctionExecution>> {
    return this.#given.executions.list(query);
  }

  async compensate(executionId: string, caller: FunctionCaller): Promise<FunctionRun> {
    const { executions } = this.#given;
    const done = await executions.find(caller.ownerId, executionId);
    if (!done) throw new AppError("not_found", `There is no execution "${executionId}".`);
    if (!done.compensate)
      throw new AppError("conflict", `The function ${done.function} names no function that undoes it.`);
    const chosen = await this.#choose(done.compensate, null);
    if (!(await executions.claimCompensation(executionId, "pending")))
      throw new AppError("conflict", "It was undone already, or somebody is at it.");
    const ran = await this.#execute(chosen, { input: done.arguments, result: done.result }, caller, 0);
    await executions.releaseCompensation(executionId);
    if (ran.ok) await executions.claimCompensation(executionId, ran.executionId);
    return ran;
  }

  async usage(name: string, ownerId: string): Promise<FunctionUsage> {
    const { executions } = this.#given;
    const good = await executions.list({ ownerId, function: name, outcome: "done", limit: 100 });
    const times = good.items.map(({ ms }) => ms).sort((a, b) => a - b);
    return {
      runs: await executions.count(ownerId, name),
      failed: await executions.count(ownerId, name, "failed"),
      medianMs: times[Math.floor(times.length / 2)] ?? null,
      slowestMs: times.at(-1) ?? null,
      lastFailures: (await executions.list({ ownerId, function: name, outcome: "failed", limit: 5 })).items,
    };
  }

  /** What hinders publishing: the source, and what it names. */
  async problems(name: string, body: Body): Promise<FieldProblem[]> {
    const { compiled, definitions, isTaken } = this.#given;
    const stored = toFunction({ ...body, name });
    const problems: FieldProblem[] = [];
    if (isTaken(name)) problems.push({ path: "name", message: `There is another tool named "${name}"` });
    if (stored.inputSchema.type !== "object")
      problems.push({
        path: "inputSchema",
        message: 'The input must be of type "object", because it is called with named arguments',
      });
    problems.push(...schemaProblems(stored.inputSchema, "inputSchema"));
    if (stored.outputSchema) problems.push(...schemaProblems(stored.outputSchema, "outputSchema"));
    for (const other of [...stored.grants.functions, ...(stored.compensate ? [stored.compensate] : [])]) {
      const found = await definitions.get("function", other);
      if (!found?.current || found.archivedAt !== null)
        problems.push({ path: "grants.functions", message: `There is no published function "${other}"` });
    }
    const made = await compiled.get(stored);
    if (!made.ok) {
      const place = (line: number | null, column: number | null) =>
        line === null ? "" : `Line ${line}, column ${column}: `;
      return [
        ...problems,
        ...made.errors.map((each) => ({ path: "source", message: place(each.line, each.column) + each.message })),
      ];
    }
    return problems;
  }

  /** A case against a body that need not be published, on this person's authority. */
  async tryCase(
    ownerId: string,
    name: string,
    body: Body,
    { id, data }: DefinitionCase,
  ): Promise<Omit<CaseResult, "at">> {
    const chosen = chosenFrom(name, null, { body, hash: "" });
    const ran = await this.#run(chosen, data.input, { ownerId, signal: AbortSignal.timeout(caseMs) }, 0);
    const problem = caseProblem(data, ran);
    const details = { result: ran.result, error: ran.error, logs: ran.logs };
    return { caseId: id, passed: problem === null, problems: problem === null ? [] : [problem], ms: ran.ms, details };
  }

  async #choose(name: string, version: number | "draft" | null): Promise<Chosen> {
    const { definitions } = this.#given;
    const found = await definitions.get("function", name);
    if (!found || found.archivedAt !== null) throw new AppError("not_found", `There is no function "${name}".`);
    if (version === "draft") return chosenFrom(name, null, editedBody(found));
    if (version !== null && version !== found.current?.version) {
      const old = await definitions.version("function", name, version);
      if (!old) throw new AppError("not_found", `There is no version ${version} of function "${name}".`);
      return chosenFrom(name, version, old);
    }
    if (!found.current)
      throw new AppError(
        "conflict",
        `The function "${name}" is not published yet. Publish it, or run its draft with "version": "draft".`,
      );
    return chosenFrom(name, found.current.version, found.current);
  }

  async #execute(chosen: Chosen, input: unknown, caller: FunctionCaller, depth: number): Promise<FunctionRun> {
    const { stored, version, hash } = chosen;
    const at = this.#given.now().toISOString();
    const ran = await this.#run(chosen, input, caller, depth);
    const executionId = this.#given.newExecutionId();
    const { sessionId = null, runId = null, callId = null, ownerId } = caller;
    const execution: FunctionExecution = {
      ...{ id: executionId, ownerId, function: stored.name, version, hash, depth, sessionId, runId, callId },
      arguments: redactBySchema(stored.inputSchema, input),
      result: redactBySchema(stored.outputSchema, ran.result),
      outcome: ran.ok ? "done" : "failed",
      ...{ error: ran.error, logs: ran.logs, attempts: ran.attempts, ms: ran.ms, memoryBytes: ran.memoryBytes },
      ...{ compensate: ran.ok ? stored.compensate : null, compensatedBy: null, at },
    };
    // What has run has run, also where it cannot be written down.
    await this.#given.executions
      .add(execution)
      .catch((error: unknown) => this.#given.onTrouble("could not record a run of a function", error));
    return { executionId, version, hash, ...ran };
  }

  #run({ stored }: Chosen, input: unknown, caller: FunctionCaller, depth: number): Promise<Ran> {
    return runFunction(this.#given, stored, input, caller, depth, async (name, given, signal) => {
      if (depth >= deepestCall)
        throw new AppError("conflict", `Functions may call each other ${deepestCall} levels deep, and no deeper.`);
      const other = await this.#choose(name, null);
      const ran = await this.#execute(
        other,
        given,
        { ...caller, signal: AbortSignal.any([caller.signal, signal]) },
        depth + 1,
      );
      if (ran.error) throw new AppError("tool_failed", `The function ${name} failed: ${ran.error.message}`);
      return ran.result;
    });
  }

  /** What a version imports is what there was when it was published. A draft, saved as it is typed, is compiled when it is run. */
  async #changed(name: string): Promise<void> {
    const { definitions, compiled, onTrouble } = this.#given;
    try {
      const current = (await definitions.get("function", name))?.current;
      if (current) await compiled.get(toFunction({ ...current.body, name }));
      await this.#refresh();
    } catch (error) {
      if (!isAppError(error)) onTrouble(`could not take in the function ${name}`, error);
    }
  }

  async #refresh(): Promise<void> {
    const published = await this.#given.definitions.published("function");
    const known = published.map(({ name, current }) => `${name}@${current?.version}`).join(" ");
    if (known === this.#known) return;
    this.#known = known;
    this.#tools = published.flatMap((definition) => this.#toolOf(definition));
  }

  #toolOf({ name, current }: Definition): Tool[] {
    if (!current) return [];
    const chosen = chosenFrom(name, current.version, current);
    return [
      functionTool(chosen.stored, current, (input, { ownerId, signal, sessionId, runId, callId }) =>
        this.#execute(chosen, input, { ownerId, signal, sessionId, runId, callId }, 0),
      ),
    ];
  }
}

function chosenFrom(name: string, version: number | null, { body, hash }: { body: Body; hash: string }): Chosen {
  return { stored: toFunction({ ...body, name }), version, hash };
}

function caseProblem(data: Record<string, unknown>, ran: Ran): string | null {
  if (data.fails !== undefined) {
    if (ran.error?.kind === data.fails) return null;
    return ran.error
      ? `it should fail with ${data.fails}, but failed with ${ran.error.kind}: ${ran.error.message}`
      : `it should fail with ${data.fails}, but gave ${short(ran.result)}`;
  }
  if (ran.error) return `${ran.error.message}${ran.error.line === null ? "" : ` (line ${ran.error.line})`}`;
  if (!("expected" in data) || isDeepStrictEqual(data.expected, ran.result)) return null;
  return `it gave ${short(ran.result)} instead of ${short(data.expected)}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
