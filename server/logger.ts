import { type Logger, pino } from "pino";
import type { Env } from "./env.ts";

export type { Logger };

/** One line an entry: pretty on a terminal, JSON elsewhere, and to a file as well where one is named. Keys and tokens never appear. */
export function createLogger({ level, format, file }: Env["log"]): Logger {
  const pretty = (format ?? (process.stdout.isTTY ? "pretty" : "json")) === "pretty";
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ["apiKey", "*.apiKey", "authorization", "*.authorization", "headers.authorization"],
      censor: "[hidden]",
    },
  };
  if (!pretty && !file) return pino(options);
  const targets = [
    pretty
      ? { target: "pino-pretty", level, options: { destination: 1, ignore: "pid,hostname", translateTime: "HH:MM:ss" } }
      : { target: "pino/file", level, options: { destination: 1 } },
    ...(file ? [{ target: "pino/file", level, options: { destination: file, mkdir: true } }] : []),
  ];
  return pino({ ...options, transport: { targets } });
}
