import { z } from "zod";
import type { Tool } from "../../ports/tools.ts";
import { defineTool } from "../define-tool.ts";

export function currentTime(now: () => Date): Tool {
  return defineTool({
    name: "current_time",
    description:
      "Tells the current date, weekday and time, in UTC or in a time zone. Use it whenever an answer depends on today.",
    arguments: z.strictObject({
      timeZone: z
        .string()
        .max(100)
        .refine(isTimeZone, "is not a time zone; use a name such as Europe/Berlin, or UTC")
        .default("UTC")
        .describe("A name such as Europe/Berlin."),
    }),
    details: z.strictObject({ utc: z.string(), local: z.string(), weekday: z.string(), timeZone: z.string() }),
    permissions: ["clock"],
    retry: "safe",
    timeoutMs: 1000,
    run({ timeZone }) {
      const at = now();
      const part = partsOf(at, timeZone);
      const offset = part.timeZoneName?.replace("GMT", "") || "+00:00";
      const local = `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}${offset}`;
      const weekday = part.weekday ?? "";
      return {
        content: `${weekday}, ${local} in ${timeZone} (${at.toISOString()} in UTC)`,
        details: { utc: at.toISOString(), local, weekday, timeZone },
      };
    },
  });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function partsOf(at: Date, timeZone: string): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "long",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "longOffset",
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}
