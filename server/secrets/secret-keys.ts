import { join } from "node:path";
import type { Env } from "../env.ts";
import { type KeyRing, keysOfEnvironment, keysOfFile } from "./key-ring.ts";

export function secretKeyFile({ dataDir }: Pick<Env, "dataDir">): string {
  return join(dataDir, "secret.key");
}

/** The keys that the environment names, or those of the file in the data's folder. */
export function secretKeysOf(env: Pick<Env, "dataDir" | "secretKey" | "oldSecretKeys">): KeyRing {
  return env.secretKey === null ? keysOfFile(secretKeyFile(env)) : keysOfEnvironment(env.secretKey, env.oldSecretKeys);
}
