import { parseArgs } from "node:util";
import { sabotages } from "./sabotages.ts";

export interface ChaosOptions {
  seconds: number;
  sessions: number;
  seed: number;
  /** Null for a SQLite database in a folder of its own. */
  database: string | null;
  sabotage: string | null;
  say: (line: string) => void;
}

const usage = `npm run chaos -- [options]
  --seconds N        how long the server is killed again and again (60)
  --sessions N       how many sessions there are (20)
  --seed N           what the dice say, and when it is killed (another one each time)
  --database URL     a PostgreSQL server where a database of its own may be made (SQLite)
  --sabotage NAME    breaks the server on purpose, so that this must fail: ${Object.keys(sabotages).join(" · ")}
`;

/** What the command line says; null when it was asked for help. */
export function readOptions(args: string[], say: (line: string) => void): ChaosOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: "string", default: "60" },
      sessions: { type: "string", default: "20" },
      seed: { type: "string" },
      database: { type: "string" },
      sabotage: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    say(usage);
    return null;
  }
  if (values.sabotage && !(values.sabotage in sabotages)) throw new Error(`There is no such sabotage.\n${usage}`);
  return {
    seconds: wholeNumber("seconds", values.seconds),
    sessions: wholeNumber("sessions", values.sessions),
    seed: values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : wholeNumber("seed", values.seed),
    database: values.database ?? null,
    sabotage: values.sabotage ?? null,
    say,
  };
}

function wholeNumber(name: string, given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} must be a whole number.\n${usage}`);
  return value;
}
