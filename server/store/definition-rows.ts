import { createHash } from "node:crypto";
import { canonical } from "../../lib/core/canonical.ts";
import type { Body, Definition, DefinitionKind, VersionInFull } from "../../lib/definitions/definition.ts";
import type { Row, Value } from "../db/sql.ts";

/** Equal bodies have equal hashes, on every machine. */
export function hashOf(body: Body): string {
  return createHash("sha256").update(canonical(body)).digest("hex");
}

/** Reads definitions with their current version; conditions follow. */
export const selectDefinitions = `SELECT d."kind", d."name", d."draft", d."draftChangedAt", d."version", v."hash", v."data",
  (SELECT MAX(n."version") FROM "DefinitionVersion" n WHERE n."kind" = d."kind" AND n."name" = d."name"),
  d."canaryVersion", d."canaryShare", d."canarySince", d."tags", d."archivedAt", d."createdAt", d."changedAt"
  FROM "Definition" d LEFT JOIN "DefinitionVersion" v
  ON v."kind" = d."kind" AND v."name" = d."name" AND v."version" = d."version"`;

export function definitionFrom(row: Row): Definition {
  const [kind, name, draft, draftChangedAt, version, hash, data, newest, canary, share, since, tags, ...times] = row;
  const [archivedAt, createdAt, changedAt] = times;
  return {
    kind: kind as DefinitionKind,
    name: String(name),
    draft: draft ? draftFrom(String(draft), String(draftChangedAt)) : null,
    current: data ? { version: Number(version), hash: String(hash), body: JSON.parse(String(data)) } : null,
    newest: Math.max(0, Number(newest ?? 0)),
    canary: canary ? { version: Number(canary), share: Number(share), since: String(since) } : null,
    tags: JSON.parse(String(tags)),
    archivedAt: archivedAt ? String(archivedAt) : null,
    createdAt: String(createdAt),
    changedAt: String(changedAt),
  };
}

function draftFrom(text: string, changedAt: string) {
  const body: Body = JSON.parse(text);
  return { body, hash: hashOf(body), changedAt };
}

/** The columns that a change writes, in the order of `definitionValues`. */
export const writtenColumns = [
  "draft",
  "draftChangedAt",
  "version",
  "canaryVersion",
  "canaryShare",
  "canarySince",
  "tags",
  "searchText",
  "archivedAt",
  "createdAt",
  "changedAt",
] as const;

export function definitionValues(definition: Definition): Value[] {
  const { draft, current, canary, tags, archivedAt, createdAt, changedAt } = definition;
  return [
    draft ? JSON.stringify(draft.body) : null,
    draft?.changedAt ?? null,
    current?.version ?? null,
    canary?.version ?? null,
    canary?.share ?? null,
    canary?.since ?? null,
    JSON.stringify(tags),
    searchTextOf(definition),
    archivedAt,
    createdAt,
    changedAt,
  ];
}

export function searchTextOf({ name, draft, current, tags }: Definition): string {
  const texts = [draft?.body.description, current?.body.description].filter((each) => typeof each === "string");
  return [name, ...texts, ...tags].join("\n").toLowerCase();
}

export const versionColumns = `"version", "hash", "note", "publishedAt", "publishedBy", "data"`;

export function versionFrom([version, hash, note, publishedAt, publishedBy, data]: Row): VersionInFull {
  return {
    version: Number(version),
    hash: String(hash),
    note: String(note),
    publishedAt: String(publishedAt),
    publishedBy: String(publishedBy),
    body: JSON.parse(String(data)),
  };
}
