import type { AppendFigures } from "./measure-appends.ts";
import type { MessageFigures } from "./measure-messages.ts";
import type { OpeningFigures } from "./measure-opening.ts";
import type { StartFigures } from "./measure-start.ts";
import type { StreamFigures } from "./measure-streams.ts";

/** Everything that one run of the bench has measured; each list has one entry for each repetition. */
export interface Figures {
  machine: { cores: number; node: string; date: string; quick: boolean; loadAverage: [number, number] };
  messages: MessageFigures[];
  streams: StreamFigures[];
  idle: { megabytesPer100: number }[];
  appends: AppendFigures[];
  opening: OpeningFigures;
  start: StartFigures;
  /** Why there is no bare route in the table, where there is none. */
  noRoute: string | null;
}
