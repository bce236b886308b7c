import type { Cassette, DefinitionEntry } from "../../lib/replay/cassette.ts";
import type { Verdict } from "../../lib/replay/verdict.ts";

/** Plays recorded runs once more, with everything that they use from the cassette. */
export interface CassettePlayer {
  /** With these definitions instead of those that it was recorded with. Throws `busy` where too many wait. */
  play(cassette: Cassette, definitions: readonly DefinitionEntry[]): Promise<Verdict>;
}
