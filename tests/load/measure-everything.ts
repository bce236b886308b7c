import { cpus, loadavg } from "node:os";
import { buildRouteApp } from "./ai-route-app.ts";
import { type Candidate, startRelay, startRoute, startTroupe } from "./candidates.ts";
import { startChild } from "./child.ts";
import type { Figures } from "./figures.ts";
import { measureAppends } from "./measure-appends.ts";
import { measureIdle } from "./measure-idle.ts";
import { type MessageFigures, type MessageOptions, measureMessages } from "./measure-messages.ts";
import { measureOpening } from "./measure-opening.ts";
import { measureStart } from "./measure-start.ts";
import { measureStreams, type StreamFigures } from "./measure-streams.ts";

interface Options {
  quick: boolean;
  say: (line: string) => void;
}

type Start = () => Promise<Candidate>;

export async function measureEverything({ quick, say }: Options): Promise<Figures> {
  const rounds = quick ? 1 : 3;
  const messageOptions: MessageOptions = quick
    ? { warmUp: 100, messages: 300, oneByOne: 100 }
    : { warmUp: 300, messages: 1000, oneByOne: 200 };
  const [loadBefore = 0] = loadavg();
  const model = await startChild<{ url: string }>("model-server.ts");
  const atOnce = `${model.ready.url}/at-once/v1`;
  const paced = `${model.ready.url}/paced/v1`;
  say("Building the bare route…");
  const { folder, noRoute, remove } = await buildRouteApp().then(
    (app) => ({ ...app, noRoute: null }),
    (error: Error) => ({ folder: null, noRoute: error.message.split("\n")[0] ?? "", remove: () => {} }),
  );
  try {
    const starts: Start[] = [() => startTroupe(atOnce), () => startRelay(atOnce)];
    if (folder) starts.push(() => startRoute(folder, atOnce));
    const messages: MessageFigures[] = [];
    for (let round = 0; round < rounds; round++) {
      say(`Short answers, run ${round + 1} of ${rounds}…`);
      messages.push(
        ...(await eachInTurn(starts, round, (candidate) => measureMessages(candidate, atOnce, messageOptions))),
      );
    }
    const streams: StreamFigures[] = [];
    for (let round = 0; round < rounds; round++) {
      say(`Many conversations at once, run ${round + 1} of ${rounds}…`);
      const both: Start[] = [() => startTroupe(paced), () => startRelay(paced)];
      const heard = await eachInTurn(both, round, (candidate) => measureStreams(candidate, [10, 50, 200, 500]));
      streams.push(...heard.flat());
    }
    say("Idle sessions…");
    const idle: Figures["idle"] = [];
    for (let round = 0; round < rounds; round++) idle.push(await measureIdle(atOnce));
    say("Appends…");
    const appends: Figures["appends"] = [];
    for (const rows of [1, 10, 100])
      appends.push(await measureAppends(rows, (quick ? 2_000 : 10_000) * Math.sqrt(rows)));
    say("Opening a long session…");
    const opening = await measureOpening(atOnce, quick ? 1 : 5);
    say("Starting…");
    const start = await measureStart(atOnce, quick ? 3 : 5);
    const [loadAfter = 0] = loadavg();
    const date = new Date().toISOString().slice(0, 10);
    const machine = { cores: cpus().length, node: process.version, date, quick, loadAverage: [loadBefore, loadAfter] };
    return { machine: machine as Figures["machine"], messages, streams, idle, appends, opening, start, noRoute };
  } finally {
    remove();
    await model.stop();
  }
}

/** Each from a fresh start, never two at once, and another one first in each round. */
async function eachInTurn<T>(
  starts: Start[],
  round: number,
  measure: (candidate: Candidate) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (let n = 0; n < starts.length; n++) {
    const candidate = await (starts[(round + n) % starts.length] as Start)();
    try {
      results.push(await measure(candidate));
    } finally {
      await candidate.stop();
    }
  }
  return results;
}
