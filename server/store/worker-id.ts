import { createHash, randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Those of this process: each runtime in it has one of its own. */
const mine = new Set<string>();

/**
 * This machine since it was started, as far as process ids go: two containers may share a name, and one container has
 * other processes after each start.
 */
const host = createHash("sha256")
  .update(
    [
      hostname(),
      tryTo(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
      tryTo(() => readlinkSync("/proc/self/ns/pid")),
    ].join("\n"),
  )
  .digest("hex")
  .slice(0, 12);

/** `host:pid:nonce`, one for each runtime. */
export function newWorkerId(): string {
  const nonce = randomBytes(6).toString("hex");
  mine.add(nonce);
  return `${host}:${process.pid}:${nonce}`;
}

/** True only if it is certain: a process of this host that is gone. */
export function isDead(worker: string): boolean {
  const [where, pid, which] = worker.split(":");
  if (where !== host || !pid) return false;
  if (Number(pid) === process.pid) return which === undefined || !mine.has(which);
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function tryTo(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
