/** What people define as data: one life for all three kinds. */
export const definitionKinds = ["agent", "function", "workflow"] as const;
export type DefinitionKind = (typeof definitionKinds)[number];

/** What a person writes, without the name: JSON that the kind's own schema has checked. */
export type Body = Record<string, unknown>;

export interface Definition {
  kind: DefinitionKind;
  name: string;
  /** What was changed since the current version and is not published yet. */
  draft: { body: Body; hash: string; changedAt: string } | null;
  /** The version that counts, once there is one. */
  current: { version: number; body: Body; hash: string } | null;
  /** The highest version number that was ever given; 0 before the first. */
  newest: number;
  /** Another version that takes this share of the sessions that began since. */
  canary: Canary | null;
  tags: string[];
  archivedAt: string | null;
  createdAt: string;
  changedAt: string;
}

export interface Canary {
  version: number;
  /** More than 0, less than 1. */
  share: number;
  since: string;
}

/** A version never changes. The hash is of the body alone: equal bodies have equal hashes. */
export interface Version {
  version: number;
  hash: string;
  note: string;
  publishedAt: string;
  publishedBy: string;
}

export type VersionInFull = Version & { body: Body };

/** A stored example, with what is expected of it; the kind knows what `data` is. */
export interface DefinitionCase {
  id: string;
  title: string;
  data: Record<string, unknown>;
}

/** How a case came out. `details` is the kind's own; for agents the session that can be opened. */
export interface CaseResult {
  caseId: string;
  passed: boolean;
  /** A sentence for each expectation that was not met. */
  problems: string[];
  ms: number;
  at: string;
  details: Record<string, unknown>;
}

export const definitionStates = ["draft", "changed", "published"] as const;
/** `draft`: never published. `changed`: published, with a draft beside it. */
export type DefinitionState = (typeof definitionStates)[number];

export function stateOf({ draft, current }: Pick<Definition, "draft" | "current">): DefinitionState {
  if (!current) return "draft";
  return draft ? "changed" : "published";
}

/** What an editor sees: the draft, or what is published. */
export function editedBody({ draft, current }: Pick<Definition, "draft" | "current">): { body: Body; hash: string } {
  return draft ?? current ?? { body: {}, hash: "" };
}
