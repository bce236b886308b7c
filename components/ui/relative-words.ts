const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "now", "3 min. ago", "yesterday". */
export function relativeWords(at: Date, now: Date, locale = "en"): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  return step ? format.format(Math.trunc(seconds / step[1]), step[0]) : format.format(0, "second");
}

/** "now", "3m", "5h", "2d", "6w": for a narrow column. */
export function shortAge(at: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - at.getTime()) / 1000);
  if (seconds < 60) return "now";
  if (seconds < 3_600) return `${Math.trunc(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.trunc(seconds / 3_600)}h`;
  if (seconds < 604_800) return `${Math.trunc(seconds / 86_400)}d`;
  if (seconds < 31_536_000) return `${Math.trunc(seconds / 604_800)}w`;
  return `${Math.trunc(seconds / 31_536_000)}y`;
}
