import { rounded } from "./aims.ts";
import type { CrewFigures } from "./measure-crew.ts";
import { table } from "./table.ts";

export const crewTitle = "## A crew";

/** The figures of a crew as a section of the page. */
export function crewReport({ agents, tasks, rounds, ways, loadAverage }: CrewFigures, date: string): string {
  const { sequential, parallel } = ways;
  const ms = (value: number) => `${rounded(value)} ms`;
  const rows: [string, string, string][] = [
    ["the whole crew, median", ms(sequential.wallMs), ms(parallel.wallMs)],
    ["of it the demo model, over all steps", ms(sequential.modelMs), "lies over each other"],
    ["a step, without the model where that can be told", ms(sequential.overheadMs), ms(parallel.overheadMs)],
    ["processor time of a step, with the model", ms(sequential.cpuMs), ms(parallel.cpuMs)],
    ["events in the log", rounded(sequential.events), rounded(parallel.events)],
  ];
  return `${crewTitle}

Written by \`npm run bench -- crew\` on ${date}: ${agents} agents do ${tasks} tasks with the \`demo\` model without delay, ${rounds} times each way, on SQLite in one
process. Load average ${rounded(loadAverage[0])} before, ${rounded(loadAverage[1])} after. Side by side means eight at a time, each building on one of the eight before.

${table(["", "one after the other", "side by side"], rows)}
`;
}
