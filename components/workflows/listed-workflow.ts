import type { DefinitionState } from "../../lib/definitions/definition.ts";

/** A workflow as the list shows it. */
export interface ListedWorkflow {
  name: string;
  kind: string | null;
  description: string;
  emoji: string | null;
  version: number | null;
  state: DefinitionState;
  archived: boolean;
}
