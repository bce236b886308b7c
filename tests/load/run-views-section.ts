import { rounded } from "./aims.ts";
import type { RunViewFigures } from "./measure-run-views.ts";
import { table } from "./table.ts";

export const runViewsTitle = "## The views of a run";

/** The figures of a run's page as a section of the page. */
export function runViewsReport({ events, steps, seen, ...figures }: RunViewFigures, date: string): string {
  const rows: [string, string, string][] = [
    ["all steps of the run, from its events", "", `${rounded(figures.traceMs)} ms`],
    ["the timeline of these", "", `${rounded(figures.timelineMs)} ms`],
    ["the flame of these", "", `${rounded(figures.flameMs)} ms`],
    ["the state at a moment, the first time anywhere", "", `${rounded(figures.firstSeekMs)} ms`],
    ["the state at a moment, median", "", `${rounded(figures.seekMs)} ms`],
    ["the same, 95th percentile", "", `${rounded(figures.seekP95Ms)} ms`],
    ["the state at the next moment, median", "", `${rounded(figures.stepMs)} ms`],
  ];
  if (seen) {
    rows.push(
      ["in a browser: until its first steps are painted", "500 ms", `${rounded(seen.paintedMs)} ms`],
      ["in a browser: until its whole log is there and any moment can be gone to", "", `${rounded(seen.wholeMs)} ms`],
      ["in a browser: frames a second while the tree scrolls", "55", rounded(seen.framesPerSecond)],
    );
  }
  return `${runViewsTitle}

Written by \`npm run bench -- runs\` on ${date}, of a run with ${events.toLocaleString("en-US")} events, which make ${steps.toLocaleString("en-US")} steps. Load average ${rounded(figures.loadAverage[0])} before,
${rounded(figures.loadAverage[1])} after. A state is kept for every 250 events, and what a view shows is reckoned anew at each moment.

${table(["", "aim", "measured"], rows)}
`;
}
