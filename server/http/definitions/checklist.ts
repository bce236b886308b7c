import { isAppError } from "../../../lib/core/errors.ts";
import { type Body, type Definition, editedBody } from "../../../lib/definitions/definition.ts";
import type { FieldProblem } from "../../../lib/definitions/kind.ts";
import { checkInput } from "../../../lib/input/check-input.ts";
import type { Call } from "../route.ts";
import type { DefinitionApi } from "./api.ts";

interface Item {
  level: "ok" | "warning" | "blocked";
  path: string;
  message: string;
  /** It may be published all the same, with `force`. */
  mayBeForced?: true;
}

/** What stands in the way of publishing, and what somebody should know before. */
export async function checklistOf(
  { kind }: DefinitionApi,
  { runtime }: Pick<Call, "runtime">,
  definition: Definition,
): Promise<Item[]> {
  const { checks, definitionCases, caseResults } = runtime.ports;
  const { name } = definition;
  const { body, hash } = editedBody(definition);
  const wrong = formProblems(kind.body, body);
  const found = wrong.length > 0 ? [] : ((await checks[kind.kind]?.(name, body)) ?? []);
  const items: Item[] = [...wrong, ...found].map(({ path, message, warns }) => ({
    level: warns ? "warning" : "blocked",
    path,
    message: /[.!?]$/.test(message) ? message : `${path && !message.includes(" ") ? `${path} ` : ""}${message}.`,
  }));
  if (!items.some(({ level }) => level === "blocked"))
    items.unshift({ level: "ok", path: "", message: `Everything that the ${kind.kind} names is there.` });
  if (!runtime.testers[kind.kind]) return items;
  const cases = await definitionCases.list(kind.kind, name);
  const results = await caseResults.list(kind.kind, name, hash);
  const of = (passed: boolean) =>
    cases.filter(({ id }) => results.some((result) => result.caseId === id && result.passed === passed)).length;
  const [passing, failing] = [of(true), of(false)];
  const unknown = cases.length - passing - failing;
  if (cases.length === 0) items.push({ level: "warning", path: "", message: "There are no test cases yet." });
  if (passing > 0) items.push({ level: "ok", path: "", message: `${passing} of ${cases.length} test cases pass.` });
  if (failing > 0)
    items.push({
      level: "blocked",
      path: "",
      message: `${failing} of ${cases.length} test cases fail.`,
      mayBeForced: true,
    });
  if (unknown > 0)
    items.push({
      level: "warning",
      path: "",
      message: `${unknown} of ${cases.length} test cases were not run against this. They will be, before it is published.`,
    });
  return items;
}

function formProblems(schema: DefinitionApi["kind"]["body"], body: Body): FieldProblem[] {
  try {
    checkInput(schema, body, "The draft");
    return [];
  } catch (error) {
    if (!isAppError(error)) throw error;
    return (error.details.fields ?? []).map(({ path, message }) => ({ path, message: `${path} ${message}` }));
  }
}
