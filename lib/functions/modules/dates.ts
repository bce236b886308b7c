/** Days and moments, in UTC. A day is "2026-11-21"; a moment is such a text with a time, or milliseconds since 1970. */

export type Moment = string | number;
export type Unit = "milliseconds" | "seconds" | "minutes" | "hours" | "days" | "weeks" | "months" | "years";

const lengths: Record<Exclude<Unit, "months" | "years">, number> = {
  milliseconds: 1,
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
};

/** In milliseconds since 1970. */
export function toMs(moment: Moment): number {
  const ms = typeof moment === "number" ? moment : Date.parse(moment);
  if (!Number.isFinite(ms)) throw new RangeError(`"${moment}" is not a date.`);
  return ms;
}

export function toIso(moment: Moment): string {
  return new Date(toMs(moment)).toISOString();
}

/** "2026-11-21" */
export function day(moment: Moment): string {
  return toIso(moment).slice(0, 10);
}

/** A month later than the last day of a long month is the last day of a short one. */
export function add(moment: Moment, count: number, unit: Unit): string {
  const ms = toMs(moment);
  if (unit !== "months" && unit !== "years") return toIso(ms + count * lengths[unit]);
  const date = new Date(ms);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + (unit === "years" ? count * 12 : count));
  date.setUTCDate(Math.min(wanted, daysInMonth(date.getUTCFullYear(), date.getUTCMonth() + 1)));
  return date.toISOString();
}

/** From the first to the second; not rounded. */
export function difference(from: Moment, to: Moment, unit: Exclude<Unit, "months" | "years"> = "days"): number {
  return (toMs(to) - toMs(from)) / lengths[unit];
}

/** `month` from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Monday is 1, Sunday 7. */
export function weekday(moment: Moment): number {
  return new Date(toMs(moment)).getUTCDay() || 7;
}

/** By ISO 8601: the week with the year's first Thursday is its first. */
export function week(moment: Moment): { year: number; week: number } {
  const thursday = toMs(day(moment)) + (4 - weekday(moment)) * lengths.days;
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / lengths.weeks) };
}

/** The days from the first to the second that are neither Saturday nor Sunday nor a holiday, both included. */
export function workingDays(from: Moment, to: Moment, holidays: readonly string[] = []): number {
  const free = new Set(holidays.map(day));
  let count = 0;
  const [start, end] = [toMs(day(from)), toMs(day(to))];
  if ((end - start) / lengths.days > 100_000) throw new RangeError("The days are too many to be counted.");
  for (let at = start; at <= end; at += lengths.days) if (weekday(at) < 6 && !free.has(day(at))) count++;
  return count;
}
