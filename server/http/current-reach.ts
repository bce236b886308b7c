/**
 * Who can reach this server, for the page that tells a person. Pages load their own copies of every module, so it lives on
 * `globalThis`.
 */
export type Reach = "this machine" | "the network";

const key = Symbol.for("troupe.reach");

/** Where nothing is known, the more careful answer. */
export function currentReach(): Reach {
  return (Reflect.get(globalThis, key) as Reach | undefined) ?? "the network";
}

export function setCurrentReach(reach: Reach): void {
  Reflect.set(globalThis, key, reach);
}
