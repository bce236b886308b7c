import type { Definition, DefinitionKind } from "../../../lib/definitions/definition.ts";
import type { Kind } from "../../../lib/definitions/kind.ts";
import type { Definitions } from "../../ports/definitions.ts";
import { allKinds, allOf } from "./all-kinds.ts";

/** Who names this: in what is published, or only in a draft. */
export async function usersOf(definitions: Definitions, kind: DefinitionKind, name: string) {
  const users: { kind: DefinitionKind; name: string; draft: boolean }[] = [];
  for (const each of allKinds) {
    for (const user of await allOf(each, definitions)) {
      const where = namedBy(each, user, kind, name);
      if (where) users.push({ kind: each.kind, name: user.name, draft: where === "draft" });
    }
  }
  return users;
}

function namedBy(of: Kind, { current, draft }: Definition, kind: DefinitionKind, name: string) {
  const names = (body: Record<string, unknown> | undefined) =>
    body !== undefined && of.references(body).some((each) => each.kind === kind && each.name === name);
  if (names(current?.body)) return "published";
  return names(draft?.body) ? "draft" : null;
}
