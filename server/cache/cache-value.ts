import { AppError } from "../../lib/core/errors.ts";

/** Values are kept as JSON, so nobody changes what another one reads. */
export function toText(value: unknown): string {
  const text = JSON.stringify(value);
  if (text === undefined) throw new AppError("invalid", "Only what JSON can say can be kept in the cache.");
  return text;
}

export function notANumber(key: string): AppError {
  return new AppError("conflict", `What the cache keeps under "${key}" is not a number, so it cannot be incremented.`);
}
