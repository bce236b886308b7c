import { rounded } from "./aims.ts";
import type { AnalyticsFigures } from "./measure-analytics.ts";
import { table } from "./table.ts";

export const analyticsTitle = "## The figures of the analytics";

/** What is added up behind the log, as a section of the page. */
export function analyticsReport({ days, histories, loadAverage }: AnalyticsFigures, date: string): string {
  const rows = histories.map(({ events, eventsPerSecond, readMs, watchMs }): string[] => [
    events.toLocaleString("en-US"),
    Math.round(eventsPerSecond).toLocaleString("en-US"),
    `${rounded(readMs)} ms`,
    `${rounded(watchMs)} ms`,
  ]);
  return `${analyticsTitle}

Written by \`npm run bench -- analytics\` on ${date}, with SQLite: ten agents with three models and a tool each, in every hour of ${days} days. Load average ${rounded(loadAverage[0])}
before, ${rounded(loadAverage[1])} after. The second history has ten times the turns in the same hours: what the page and the watch read grows with the hours, and not with what was done in them.

${table(["events", "events added a second", `the page reads ${days} days`, "the watch reads a week"], rows)}
`;
}
