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
