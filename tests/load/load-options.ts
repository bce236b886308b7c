import { parseArgs } from "node:util";

export interface LoadOptions {
  clients: number;
  seconds: number;
  /** Null for a server of its own, with an empty database and a model without any delay. */
  url: string | null;
  /** Where the figures go as JSON; null for nowhere. */
  output: string | null;
}

export const usage = `npm run load -- [options]
  --clients N     how many speak at the same time, each in a session of its own (10)
  --duration S    for so many seconds (10)
  --url URL       a server that runs on this machine; it keeps the sessions (one of its own, thrown away afterwards)
  --output FILE   writes the figures there as JSON too
`;

/** What the command line says; null when it asks for help. Throws what is wrong with it. */
export function readLoadOptions(args: string[]): LoadOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      clients: { type: "string", default: "10" },
      duration: { type: "string", default: "10" },
      url: { type: "string" },
      output: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return null;
  return {
    clients: between("clients", values.clients, 1, 1_000),
    seconds: between("duration", values.duration, 1, 3_600),
    url: values.url === undefined ? null : onThisMachine(values.url),
    output: values.output ?? null,
  };
}

function between(name: string, given: string, least: number, most: number): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Error(`--${name} must be a whole number from ${least} to ${most}; it is "${given}".`);
}

/** Load is for one's own server: another machine's could not tell it from an attack. */
function onThisMachine(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url?.protocol === "http:" && ["127.0.0.1", "localhost"].includes(url.hostname)) return url.origin;
  throw new Error(`--url must be a server on this machine, such as http://127.0.0.1:3000; it is "${given}".`);
}
