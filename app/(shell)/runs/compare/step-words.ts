import type { Act } from "../../../../lib/replay/acts.ts";
import { strings } from "./strings.ts";

/** What a step is, in a sentence. */
export function wordsOf({ kind, agent, name }: Act): string {
  return kind === "turn" ? strings.turn(agent) : strings.call(agent, name);
}
