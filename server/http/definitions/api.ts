import { z } from "zod";
import { slug, tags, title } from "../../../lib/core/fields.ts";
import {
  type Body,
  type Definition,
  definitionStates,
  editedBody,
  stateOf,
} from "../../../lib/definitions/definition.ts";
import type { Kind } from "../../../lib/definitions/kind.ts";

/** One kind of definition as the API shows it. */
export interface DefinitionApi {
  kind: Kind;
  /** In addresses: `agents`. */
  many: string;
  /** In the names of calls and schemas: `Agent`. */
  One: string;
  /** In sentences: `an agent`. */
  a: string;
  /** Heads the calls in the reference. */
  tag: string;
  /** What `kind.view` gives. */
  view: z.ZodObject;
  /** A body with its name, for the reference. */
  example: Body & { name: string };
  /** What a replacement looks like: a body without a name. */
  replacementExample: Body;
  /** A case, with its title. */
  caseExample: Body & { title: string };
}

export const params = z.strictObject({ name: z.string().min(1).max(200) });

/** A name that is an address of its own. */
const reserved = new Set(["bulk"]);
const newName = slug.check(z.refine((name) => !reserved.has(name), "is a word of the API; choose another name"));

const expectedHash = z
  .string()
  .max(100)
  .optional()
  .describe("The `hash` of what you saw last. Where it is another one by now, nothing is changed: 409.");
const note = z.string().max(2_000).optional().describe("What changed, for the list of versions.");
const share = z.number().gt(0).lt(1).describe("Of the sessions that begin from now on: 0.1 is every tenth.");
const hash = z.string().describe("SHA-256 of the body as canonical JSON.");

/** The requests' bodies and the answers of one kind. */
export function schemasOf({ kind, One, view }: DefinitionApi) {
  const fields = kind.body.shape as Record<string, z.core.$ZodType>;
  const beside = { tags: z.optional(tags), note, publish: z.boolean().optional() };
  const draftFields = Object.fromEntries(Object.entries(fields).map(([key, each]) => [key, z.optional(each)]));
  const caseFields = { title, ...(kind.case.shape as Record<string, z.core.$ZodType>) };
  const item = z
    .object({
      ...view.shape,
      name: z.string(),
      version: z.int().nullable().describe("The version that counts; null before the first."),
      hash: hash.nullable(),
      state: z.enum(definitionStates).describe("`changed`: published, with a draft beside it."),
      draftChangedAt: z.string().nullable(),
      canary: z.object({ version: z.int(), share: z.number(), since: z.string() }).nullable(),
      tags: z.array(z.string()),
      archivedAt: z.string().nullable(),
      createdAt: z.string(),
      changedAt: z.string(),
    })
    .meta({ id: One });
  const caseResult = z.object({
    caseId: z.string(),
    passed: z.boolean(),
    problems: z.array(z.string()),
    ms: z.number(),
    at: z.string(),
    details: z.record(z.string(), z.unknown()),
  });
  const version = z
    .object({
      version: z.int(),
      hash,
      note: z.string(),
      publishedAt: z.string(),
      publishedBy: z.string(),
    })
    .meta({ id: `${One}Version` });
  return {
    item,
    version,
    versionInFull: z.object({ ...version.shape, body: z.object(fields) }),
    definition: z.strictObject({ name: newName, ...fields, ...beside }).meta({ id: `${One}Definition` }),
    unpublished: z.strictObject({ name: newName, ...draftFields, ...beside }),
    replacement: z
      .strictObject({ name: z.optional(slug), ...fields, ...beside, expectedHash })
      .meta({ id: `${One}Replacement` }),
    replacementDraft: z.strictObject({ name: z.optional(slug), ...draftFields, ...beside, expectedHash }),
    draft: z.strictObject({ ...draftFields, expectedHash }).meta({ id: `${One}Draft` }),
    edited: z.object({
      name: z.string(),
      body: z.object(draftFields),
      hash: z.string().describe("Send it back as `expectedHash`."),
      version: z.int().nullable().describe("What is published now."),
      changedAt: z.string().nullable().describe("When the draft was changed last; null where there is none."),
    }),
    publish: z.strictObject({
      note,
      expectedHash,
      ...(kind.beginsSessions && { canary: share.optional() }),
      force: z.boolean().optional().describe("Although a test case fails; the note says why."),
    }),
    runCases: z.strictObject({
      cases: z.array(z.string()).min(1).max(500).optional().describe("All of them, if nothing is said."),
    }),
    caseResults: z.object({
      hash,
      results: z.array(caseResult),
    }),
    checklist: z.object({
      items: z.array(
        z.object({
          level: z.enum(["ok", "warning", "blocked"]),
          path: z.string().describe("What of the body is meant; empty where it is all of it."),
          message: z.string(),
          mayBeForced: z.literal(true).optional().describe("Not in the way with `force` and a note."),
        }),
      ),
    }),
    usedBy: z.object({ items: z.array(z.object({ kind: z.string(), name: z.string(), draft: z.boolean() })) }),
    tried: z.object({ version: z.int().describe("For `agentVersion` or `workflowVersion` of a session."), hash }),
    published: z.object({
      version: z.int(),
      hash,
      changed: z.boolean().describe("False: the body is that of the current version, so no new one was made."),
      definition: item,
    }),
    rollback: z.strictObject({ version: z.int().positive(), note }),
    copy: z.strictObject({ name: newName }),
    canary: z.strictObject({ version: z.int().positive(), share }),
    difference: z.object({
      from: z.union([z.int(), z.literal("draft")]),
      to: z.union([z.int(), z.literal("draft")]),
      changes: z.array(
        z.object({
          path: z.string(),
          before: z.unknown().optional(),
          after: z.unknown().optional(),
          lines: z
            .array(z.object({ is: z.enum(["same", "added", "removed"]), text: z.string() }))
            .optional()
            .describe("For texts of several lines."),
        }),
      ),
    }),
    bulk: z.strictObject({
      names: z.array(slug).min(1).max(200),
      action: z.enum(["archive", "restore", "tag", "untag"]),
      tags: z.optional(tags).describe("For `tag` and `untag`."),
    }),
    bulkDone: z.object({
      done: z.array(z.string()),
      refused: z.array(z.object({ name: z.string(), code: z.string(), message: z.string() })),
    }),
    newCase: z.strictObject(caseFields).meta({ id: `${One}CaseDefinition` }),
    case: z
      .object({ id: z.string(), ...caseFields, result: caseResult.nullable().optional() })
      .meta({ id: `${One}Case` }),
  };
}

/** A definition as every answer shows it: what counts, or the draft where nothing was published yet. */
export function itemOf({ kind }: DefinitionApi, definition: Definition) {
  const { name, draft, current, canary, tags: its, archivedAt, createdAt, changedAt } = definition;
  return {
    ...kind.view(name, current?.body ?? editedBody(definition).body),
    name,
    version: current?.version ?? null,
    hash: current?.hash ?? null,
    state: stateOf(definition),
    draftChangedAt: draft?.changedAt ?? null,
    canary,
    tags: its,
    archivedAt,
    createdAt,
    changedAt,
  };
}

/** What of a request's body is the definition itself. */
export function bodyOf({ kind }: DefinitionApi, sent: Record<string, unknown>): Body {
  return Object.fromEntries(Object.keys(kind.body.shape).flatMap((key) => (key in sent ? [[key, sent[key]]] : [])));
}
