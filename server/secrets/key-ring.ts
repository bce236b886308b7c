import { createHash, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "../../lib/core/errors.ts";

export interface Key {
  /** Of the key's hash: it stands beside what the key sealed, and tells nothing of the key. */
  id: string;
  bytes: Buffer;
}

/** The keys that sealed what is kept. The first one seals what comes. */
export interface KeyRing {
  current(): Key;
  /** Throws `unavailable` with a sentence for the operator where the key is not there any more. */
  byId(id: string): Key;
  /** Where the keys stand, for people: a variable's name or a path. */
  readonly source: string;
}

const keyBytes = 32;

export function keyFrom(text: string, source: string): Key {
  const bytes = Buffer.from(text.trim(), "base64");
  if (bytes.length !== keyBytes) {
    throw new Error(
      `${source} must hold ${keyBytes} bytes in base64, such as \`openssl rand -base64 ${keyBytes}\` gives.`,
    );
  }
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 12), bytes };
}

/** Keys from the environment: the current one, and those that it took over from. */
export function keysOfEnvironment(current: string, old: readonly string[]): KeyRing {
  const keys = [keyFrom(current, "TROUPE_SECRET_KEY"), ...old.map((text) => keyFrom(text, "TROUPE_OLD_SECRET_KEYS"))];
  return ringOf(() => keys, "TROUPE_SECRET_KEY");
}

/** Keys from a file of one's own, one a line and the current one first. It is made at the first use. */
export function keysOfFile(path: string): KeyRing {
  let keys: Key[] | null = null;
  return ringOf(() => {
    keys ??= existsSync(path) ? readKeys(path) : [addKey(path)];
    return keys;
  }, path);
}

function ringOf(keys: () => readonly Key[], source: string): KeyRing {
  return {
    source,
    current: () => keys()[0] as Key,
    byId(id) {
      const found = keys().find((key) => key.id === id);
      if (found) return found;
      throw new AppError(
        "unavailable",
        `The key ${id} that sealed this secret is not in ${source}. The operator can put it back; or give the secret anew.`,
      );
    },
  };
}

function readKeys(path: string): Key[] {
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0) {
    throw new Error(`${path} holds the key of the secrets and can be read by others. Say: chmod 600 ${path}`);
  }
  const lines = readFileSync(path, "utf8").split("\n");
  const keys = lines.filter((line) => line.trim() !== "").map((line) => keyFrom(line, path));
  if (keys.length === 0) throw new Error(`${path} is empty. Put the key back, or remove the file and all secrets.`);
  return keys;
}

/** Puts a new key before the others. */
export function addKey(path: string): Key {
  const before = existsSync(path) ? readKeys(path).map(lineOf) : [];
  const text = randomBytes(keyBytes).toString("base64");
  writeKeys(path, [text, ...before]);
  return keyFrom(text, path);
}

/** Forgets every key but the current one. */
export function keepCurrentKey(path: string): void {
  const [current] = readKeys(path);
  if (current) writeKeys(path, [lineOf(current)]);
}

function lineOf(key: Key): string {
  return key.bytes.toString("base64");
}

/** In one step, so that a stop in between leaves the old file or the new one. */
function writeKeys(path: string, lines: readonly string[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const next = `${path}.${process.pid}`;
  writeFileSync(next, `${lines.join("\n")}\n`, { mode: 0o600 });
  chmodSync(next, 0o600);
  renameSync(next, path);
}
