import { AppError } from "../../../lib/core/errors.ts";
import type { DefinitionCommand } from "../../../lib/definitions/change-definition.ts";
import { type Body, type Definition, editedBody } from "../../../lib/definitions/definition.ts";
import { checkInput } from "../../../lib/input/check-input.ts";
import { authorize } from "../../runtime/authorize.ts";
import type { Call } from "../route.ts";
import { type DefinitionApi, itemOf } from "./api.ts";
import { requirePassing } from "./gate.ts";

type Caller = Pick<Call, "runtime" | "principal">;

export async function requireDefinition(
  { kind }: DefinitionApi,
  { runtime }: Caller,
  name: string,
): Promise<Definition> {
  const definition = await runtime.ports.definitions.get(kind.kind, name);
  if (!definition || definition.archivedAt !== null)
    throw new AppError("not_found", `There is no ${kind.kind} "${name}".`);
  return definition;
}

/** One change, by somebody who may; gives what it is now. */
export async function change({ kind }: DefinitionApi, caller: Caller, name: string, command: DefinitionCommand) {
  const { runtime, principal } = caller;
  authorize(principal, "administer", { kind: "installation" });
  if (command.do === "archive" && kind.permanent.includes(name))
    throw new AppError(
      "conflict",
      `"${name}" answers where no ${kind.kind} is named, so it cannot be archived. Replace it instead.`,
    );
  return runtime.ports.definitions.change(kind.kind, name, command, principal.userId);
}

/** As `change`, for those changes after which it is still there. */
export async function changed(api: DefinitionApi, caller: Caller, name: string, command: DefinitionCommand) {
  const { definition } = await change(api, caller, name, command);
  if (!definition) throw new AppError("not_found", `There is no ${api.kind.kind} "${name}" any more.`);
  return definition;
}

export interface Publication {
  note?: string;
  create?: boolean;
  canary?: number;
  expectedHash?: string;
  /** Although a case fails; the note says why. */
  force?: boolean;
  keepDraft?: boolean;
}

/** Publishes this body, or the draft, if nothing hinders it. */
export async function publish(
  api: DefinitionApi,
  caller: Caller,
  name: string,
  given: Body | null,
  { note, create, canary, expectedHash, force, keepDraft }: Publication,
) {
  const { kind } = api;
  authorize(caller.principal, "administer", { kind: "installation" });
  const seen = given ? null : editedBody(await requireDefinition(api, caller, name));
  const body = checkInput(kind.body, given ?? seen?.body, "What is to be published") as Body;
  const found = (await caller.runtime.ports.checks[kind.kind]?.(name, body)) ?? [];
  const problems = found.filter(({ warns }) => !warns);
  if (problems.length > 0)
    throw new AppError("invalid", `${problems.map(({ message }) => message).join(". ")}.`, { fields: problems });
  if (force && !note?.trim())
    throw new AppError("invalid", "Say in the note why it is published although a test case may fail.", {
      fields: [{ path: "note", message: "is required with force" }],
    });
  if (!force && !create) {
    const { hash } = await caller.runtime.ports.definitions.snapshot(kind.kind, name, body, caller.principal.userId);
    await requirePassing(api, caller, name, { body, hash });
  }
  const { definition, version } = await change(api, caller, name, {
    do: "publish",
    note: note ?? "",
    body,
    ...(create && { create }),
    ...(keepDraft && { keepDraft }),
    ...(canary !== undefined && { canaryShare: canary }),
    // What was checked is what is published, also when somebody else is at the draft.
    ...(expectedHash !== undefined ? { expectedHash } : seen && { expectedHash: seen.hash }),
  });
  if (!definition?.current) throw new Error(`publishing ${kind.kind} ${name} left no current version`);
  const { version: number, hash } = version ?? definition.current;
  return { version: number, hash, changed: version !== null, definition: itemOf(api, definition) };
}

/** What POST and PUT do beside the body: tags, and whether it counts at once. */
export async function keepTags(
  api: DefinitionApi,
  caller: Caller,
  name: string,
  tags: readonly string[] | undefined,
): Promise<Definition> {
  return tags ? changed(api, caller, name, { do: "set-tags", tags }) : requireDefinition(api, caller, name);
}
