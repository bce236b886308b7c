import { AppError } from "../../../lib/core/errors.ts";
import type { Body, CaseResult, DefinitionCase } from "../../../lib/definitions/definition.ts";
import type { Call } from "../route.ts";
import type { DefinitionApi } from "./api.ts";

type Caller = Pick<Call, "runtime" | "principal">;

const atOnce = 4;

/** Runs cases against a body and keeps how they came out. */
export async function runCases(
  { kind }: DefinitionApi,
  { runtime, principal }: Caller,
  name: string,
  { body, hash }: { body: Body; hash: string },
  cases: readonly DefinitionCase[],
): Promise<CaseResult[]> {
  const tester = runtime.testers[kind.kind];
  if (!tester) throw new AppError("conflict", `Cases of a ${kind.kind} cannot be run here.`);
  const waiting = [...cases];
  const results: CaseResult[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = { ...(await tester(principal, name, body, next)), at: runtime.ports.now().toISOString() };
      await runtime.ports.caseResults.keep(kind.kind, name, hash, result);
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return cases.flatMap(({ id }) => results.find(({ caseId }) => caseId === id) ?? []);
}

/** Refuses where a case fails against this body. Cases that were not run against it are run now. */
export async function requirePassing(
  api: DefinitionApi,
  caller: Caller,
  name: string,
  edited: { body: Body; hash: string },
): Promise<void> {
  const { definitionCases, caseResults } = caller.runtime.ports;
  const cases = await definitionCases.list(api.kind.kind, name);
  if (cases.length === 0 || !caller.runtime.testers[api.kind.kind]) return;
  const known = await caseResults.list(api.kind.kind, name, edited.hash);
  const missing = cases.filter(({ id }) => !known.some(({ caseId }) => caseId === id));
  const results = [...known, ...(await runCases(api, caller, name, edited, missing))];
  const failed = cases.flatMap(({ id, title }) => {
    const result = results.find(({ caseId }) => caseId === id);
    return result?.passed === false ? [`${title} (${result.problems.join(" ")})`] : [];
  });
  if (failed.length === 0) return;
  const which = failed.slice(0, 3).join("; ");
  throw new AppError(
    "conflict",
    `${failed.length} of ${cases.length} test cases fail: ${which}${failed.length > 3 ? "; and more" : ""}. Mend them, or publish with "force": true and a note that says why.`,
  );
}
