import { strings } from "./strings.ts";

/** `host:pid:nonce` as a person may read it; whatever else it is, as it is. */
export function workerWords(worker: string): string {
  const [, pid, nonce] = worker.split(":");
  return pid && nonce ? strings.process(pid) : worker;
}
