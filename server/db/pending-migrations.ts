import { AppError } from "../../lib/core/errors.ts";

export interface Migrated {
  /** Names of the migrations that were applied now; none if the database was up to date. */
  applied: string[];
  /** The copy that was made before, if there was something to copy. */
  backup: string | null;
}

/** What the database lacks. Throws if it has what this version of the code does not know. */
export function pendingMigrations(known: readonly string[], applied: readonly string[]): string[] {
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new AppError(
      "unavailable",
      `The database was last used by a newer version (it has ${unknown.join(", ")}). Start that version, or restore a backup.`,
    );
  }
  return known.filter((name) => !applied.includes(name));
}

/** `cause` keeps what the engine said; people get its first line. */
export function migrationFailure(cause: unknown, backup: string | null): Error {
  const reason = (cause instanceof Error ? cause.message : String(cause)).split("\n")[0];
  const copy = backup ? ` A copy from before is ${backup}.` : "";
  return new Error(`The database could not be brought up to date (${reason}). It is as it was.${copy}`, { cause });
}
