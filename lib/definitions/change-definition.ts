import { AppError, unreachable } from "../core/errors.ts";
import { type Body, type Definition, type DefinitionKind, editedBody, type Version } from "./definition.ts";

/** What may be asked of a definition. `expectedHash` is what the editor saw last: nobody overwrites what they have not seen. */
export type DefinitionCommand =
  | { do: "create" | "save-draft"; body: Body; expectedHash?: string }
  | { do: "discard-draft"; expectedHash?: string }
  | PublishCommand
  | { do: "set-canary"; version: number; share: number }
  | { do: "end-canary" | "promote" | "archive" | "restore" }
  | { do: "tag" | "untag" | "set-tags"; tags: readonly string[] };

export interface PublishCommand {
  do: "publish";
  note: string;
  /** Else the draft. */
  body?: Body;
  /** Only under a name that is free. */
  create?: boolean;
  canaryShare?: number;
  /** What is being written stays beside it: who rolls back does not end what others have begun. */
  keepDraft?: boolean;
  expectedHash?: string;
}

export interface DefinitionChange {
  /** Null: it is gone. */
  definition: Definition | null;
  /** A version to be written with it. */
  version: (Version & { body: Body }) | null;
}

/** What comes from outside. */
export interface DefinitionGiven {
  kind: DefinitionKind;
  name: string;
  at: string;
  by: string;
  hashOf(body: Body): string;
  /** A version's body, where `promote` needs it. */
  canaryBody?: Body;
}

const mostTags = 50;

/** What becomes of a definition, or a refusal that says why. `definition` is null where there is none of this name yet. */
export function changeDefinition(
  definition: Definition | null,
  command: DefinitionCommand,
  given: DefinitionGiven,
): DefinitionChange {
  if (command.do === "create" || (command.do === "publish" && command.create)) {
    if (definition && definition.archivedAt === null)
      throw new AppError("conflict", `There is ${called(given)} already. Choose another name.`);
    const blank = definition ?? newDefinition(given);
    return change(
      { ...blank, archivedAt: null },
      command.do === "create" ? { ...command, do: "save-draft" } : command,
      given,
    );
  }
  if (!definition) throw new AppError("not_found", `There is no ${given.kind} "${given.name}".`);
  if (definition.archivedAt !== null && command.do !== "restore")
    throw new AppError("not_found", `There is no ${given.kind} "${given.name}": it is archived. Restore it first.`);
  return change(definition, command, given);
}

function change(before: Definition, command: DefinitionCommand, given: DefinitionGiven): DefinitionChange {
  const now = { ...before, changedAt: given.at };
  const only = (definition: Definition | null): DefinitionChange => ({ definition, version: null });
  switch (command.do) {
    case "create":
    case "save-draft": {
      requireSeen(before, command.expectedHash, given);
      const hash = given.hashOf(command.body);
      if (hash === editedBody(before).hash) return only(before);
      const isPublished = hash === before.current?.hash;
      return only({ ...now, draft: isPublished ? null : { body: command.body, hash, changedAt: given.at } });
    }
    case "discard-draft":
      requireSeen(before, command.expectedHash, given);
      if (!before.draft) return only(before);
      return only(before.newest === 0 ? null : { ...now, draft: null });
    case "publish":
      requireSeen(before, command.expectedHash, given);
      return publish(now, command, given);
    case "set-canary":
      return only({ ...now, canary: { ...canaryOf(before, command), since: given.at } });
    case "end-canary":
      return only({ ...now, canary: null });
    case "promote": {
      const { canary } = before;
      if (!canary || !given.canaryBody)
        throw new AppError("conflict", `${Called(given)} has no version on trial that could be promoted.`);
      const body = given.canaryBody;
      return only({ ...now, current: { version: canary.version, body, hash: given.hashOf(body) }, canary: null });
    }
    case "archive":
      return only({ ...now, archivedAt: given.at, canary: null });
    case "restore":
      if (before.archivedAt === null) throw new AppError("conflict", `${Called(given)} is not archived.`);
      return only({ ...now, archivedAt: null });
    case "tag":
      return only(withTags(now, [...before.tags, ...command.tags]));
    case "untag":
      return only(
        withTags(
          now,
          before.tags.filter((tag) => !command.tags.includes(tag)),
        ),
      );
    case "set-tags":
      return only(withTags(now, command.tags));
    default:
      return unreachable(command);
  }
}

function publish(
  now: Definition,
  { note, body: wanted, canaryShare, keepDraft = false }: PublishCommand,
  given: DefinitionGiven,
): DefinitionChange {
  const body = wanted ?? editedBody(now).body;
  const hash = given.hashOf(body);
  const draft = keepDraft && now.draft?.hash !== hash ? now.draft : null;
  // What was published already is not published again: the same body is the same version.
  if (hash === now.current?.hash) return { definition: { ...now, draft }, version: null };
  const version = now.newest + 1;
  if (canaryShare !== undefined && !now.current)
    throw new AppError(
      "conflict",
      `${Called(given)} has no version yet beside which this one could be tried. Publish it for all.`,
    );
  const published: Definition = {
    ...now,
    draft,
    newest: version,
    ...(canaryShare === undefined
      ? { current: { version, body, hash }, canary: null }
      : { canary: { version, share: canaryShare, since: given.at } }),
  };
  const { at: publishedAt, by: publishedBy } = given;
  return { definition: published, version: { version, hash, body, note, publishedAt, publishedBy } };
}

function canaryOf(definition: Definition, { version, share }: { version: number; share: number }) {
  if (version < 1 || version > definition.newest)
    throw new AppError("not_found", `There is no version ${version} of ${definition.kind} "${definition.name}".`);
  if (version === definition.current?.version)
    throw new AppError(
      "conflict",
      `Version ${version} is the current one already. Choose another version to try beside it.`,
    );
  return { version, share };
}

function requireSeen(before: Definition, expectedHash: string | undefined, given: DefinitionGiven): void {
  if (expectedHash === undefined || expectedHash === editedBody(before).hash) return;
  throw new AppError(
    "conflict",
    `${Called(given)} was changed by somebody else since you opened it. Load it again, then repeat your change.`,
  );
}

function withTags(definition: Definition, tags: readonly string[]): Definition {
  const unique = [...new Set(tags)];
  if (unique.length > mostTags) throw new AppError("invalid", `At most ${mostTags} tags can be kept.`);
  return { ...definition, tags: unique };
}

function newDefinition({ kind, name, at }: DefinitionGiven): Definition {
  const nothing = { draft: null, current: null, newest: 0, canary: null, tags: [], archivedAt: null };
  return { kind, name, ...nothing, createdAt: at, changedAt: at };
}

function called({ kind, name }: DefinitionGiven): string {
  return `${kind === "agent" ? "an" : "a"} ${kind} "${name}"`;
}

function Called({ kind, name }: DefinitionGiven): string {
  return `The ${kind} "${name}"`;
}
