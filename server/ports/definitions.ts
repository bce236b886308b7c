import type { DefinitionChange, DefinitionCommand } from "../../lib/definitions/change-definition.ts";
import type {
  Body,
  CaseResult,
  Definition,
  DefinitionCase,
  DefinitionKind,
  DefinitionState,
  Version,
  VersionInFull,
} from "../../lib/definitions/definition.ts";
import type { FieldProblem } from "../../lib/definitions/kind.ts";
import type { Page } from "./page.ts";

/** What people define as data. Every change is a command, decided in one place (`lib/definitions/change-definition.ts`). */
export interface Definitions {
  /** Everything that is in use: published and not archived. */
  published(kind: DefinitionKind): Promise<Definition[]>;
  /** By name. The cursor is opaque. */
  list(kind: DefinitionKind, query: DefinitionQuery): Promise<Page<Definition>>;
  /** Archived ones too. */
  get(kind: DefinitionKind, name: string): Promise<Definition | null>;
  /** Every tag that is used by what is not archived. */
  tags(kind: DefinitionKind): Promise<string[]>;
  /** The newest first. */
  versions(kind: DefinitionKind, name: string, query: { limit: number; cursor?: string }): Promise<Page<Version>>;
  version(kind: DefinitionKind, name: string, version: number): Promise<VersionInFull | null>;
  /** One indivisible change, between any number of processes. Throws what `changeDefinition` refuses. */
  change(kind: DefinitionKind, name: string, command: DefinitionCommand, by: string): Promise<DefinitionChange>;
  /** Keeps a body that is not published, so that runs can name it: a number below zero, the same for the same body. */
  snapshot(kind: DefinitionKind, name: string, body: Body, by: string): Promise<{ version: number; hash: string }>;
  /** Hears of what this process changes. The change is answered when every listener is through. */
  onChange(listener: DefinitionListener): () => void;
}

export type DefinitionListener = (kind: DefinitionKind, name: string) => void | Promise<void>;

export interface DefinitionQuery {
  /** In the name, the description and the tags; case does not matter. */
  search?: string;
  tag?: string;
  state?: DefinitionState;
  /** Only archived ones; else none of them. */
  archived?: boolean;
  limit: number;
  cursor?: string;
}

/** Stored examples with what is expected of them. */
export interface DefinitionCases {
  list(kind: DefinitionKind, name: string): Promise<DefinitionCase[]>;
  add(kind: DefinitionKind, name: string, made: Omit<DefinitionCase, "id">): Promise<DefinitionCase>;
  /** False if there is no such case. */
  replace(kind: DefinitionKind, name: string, changed: DefinitionCase): Promise<boolean>;
  remove(kind: DefinitionKind, name: string, id: string): Promise<boolean>;
}

/** How the cases came out, by the hash of the body that they were run against. */
export interface CaseResults {
  keep(kind: DefinitionKind, name: string, hash: string, result: CaseResult): Promise<void>;
  list(kind: DefinitionKind, name: string, hash: string): Promise<CaseResult[]>;
}

/** Runs one case against a body that need not be published. Throws only where nothing can be said about the case. */
export type CaseTester = (
  by: { userId: string; role: "admin" | "member" },
  name: string,
  body: Body,
  each: DefinitionCase,
) => Promise<Omit<CaseResult, "at">>;

export type CaseTesters = Readonly<Partial<Record<DefinitionKind, CaseTester>>>;

/** What hinders publishing although the body has the right form, for each kind that can be published here. */
export type DefinitionChecks = Readonly<Partial<Record<DefinitionKind, DefinitionCheck>>>;

export type DefinitionCheck = (name: string, body: Body) => FieldProblem[] | Promise<FieldProblem[]>;
