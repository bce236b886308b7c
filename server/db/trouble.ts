import { AppError } from "../../lib/core/errors.ts";

/** What the driver's adapter says; Prisma's client carries the same within errors of its own. */
interface DriverError {
  kind: string;
  originalCode?: string;
  originalMessage?: string;
  code?: string;
  message?: string;
}

const sentences = {
  busy: "The database is busy with another writer. Try again in a moment.",
  full: "The disk of the database is full. Make room, and try again.",
  "read-only": "The database cannot be written to: it is read-only. Make it writable, and try again.",
  disk: "The database's file cannot be read or written. Look at its disk and its permissions.",
  unreachable: "The database cannot be reached. Try again in a moment.",
} as const;

type Trouble = keyof typeof sentences;

/** `AppError("unavailable")` where the database cannot do now what it could do later; any other error as it is. */
export function asTrouble(error: unknown): unknown {
  const trouble = troubleIn(error);
  if (!trouble) return error;
  const answer = new AppError("unavailable", sentences[trouble], { retryAfterMs: 1_000 });
  answer.cause = error;
  return answer;
}

/** Another connection writes; soon it will not. */
export function isBusy(error: unknown): boolean {
  return troubleIn(error) === "busy" || (error instanceof AppError && troubleIn(error.cause) === "busy");
}

/** Some unique key was there already. */
export function isTaken(error: unknown): boolean {
  return driverErrorIn(error)?.kind === "UniqueConstraintViolation";
}

function troubleIn(error: unknown): Trouble | null {
  const driver = driverErrorIn(error);
  if (!driver) return isLostConnection(error) ? "unreachable" : null;
  switch (driver.kind) {
    // SQLite's adapter gives this name to a lock that was not to be had.
    case "SocketTimeout":
      return driver.originalCode?.startsWith("SQLITE_") ? "busy" : "unreachable";
    case "TransactionWriteConflict":
      return "busy";
    case "DatabaseNotReachable":
    case "DatabaseDoesNotExist":
    case "DatabaseAccessDenied":
    case "AuthenticationFailed":
    case "ConnectionClosed":
    case "TlsConnectionError":
    case "TooManyConnections":
      return "unreachable";
    case "sqlite":
      return sqliteTrouble(driver.originalCode ?? "");
    case "postgres":
      return postgresTrouble(driver.code ?? "");
    default:
      return null;
  }
}

function sqliteTrouble(code: string): Trouble | null {
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return "busy";
  if (code === "SQLITE_FULL") return "full";
  if (code.startsWith("SQLITE_READONLY")) return "read-only";
  if (/^SQLITE_(IOERR|CANTOPEN|CORRUPT|NOTADB|PERM)/.test(code)) return "disk";
  return null;
}

function postgresTrouble(code: string): Trouble | null {
  if (code === "53100") return "full";
  if (code === "25006") return "read-only";
  if (code === "55P03") return "busy";
  if (/^58/.test(code)) return "disk";
  return /^(08|53|57P)/.test(code) ? "unreachable" : null;
}

/** The driver loses a connection with a bare error. */
function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  return (
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    ) ||
    /database connection is not open/.test(error.message) ||
    (typeof code === "string" && /^(ECONN|EPIPE|EHOST|ENET|ETIMEDOUT|EAI_)/.test(code))
  );
}

function driverErrorIn(error: unknown): DriverError | null {
  if (!(error instanceof Error)) return null;
  if (error.name === "DriverAdapterError") return error.cause as DriverError;
  const meta = (error as { meta?: { driverAdapterError?: unknown } }).meta;
  return meta?.driverAdapterError ? driverErrorIn(meta.driverAdapterError) : null;
}
