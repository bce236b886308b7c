import type * as z from "zod/mini";
import type { Body, DefinitionKind } from "./definition.ts";

export interface FieldProblem {
  path: string;
  message: string;
  /** It may be published all the same. */
  warns?: true;
}

/** One kind of definition: what the shared machinery must know of it. What only a server can check is the port `checks`. */
export interface Kind {
  kind: DefinitionKind;
  /** What a person writes, without the name: a strict object. A draft may leave fields out, but not get them wrong. */
  body: z.ZodMiniObject;
  /** What one case of a definition holds, beside its title. */
  case: z.ZodMiniObject;
  /** What is told of a body, with defaults filled in; fields may be missing. */
  view(name: string, body: Body): Record<string, unknown>;
  /** What else a body names, so that it can be told who uses what. */
  references(body: Body): { kind: DefinitionKind; name: string }[];
  /** What is created or replaced counts at once, unless the request says otherwise; else it is a draft. */
  publishesAtOnce: boolean;
  /** Sessions begin with it, so that a version can be tried on a share of them. */
  beginsSessions: boolean;
  /** These cannot be archived, because something rests on them. */
  permanent: readonly string[];
}
