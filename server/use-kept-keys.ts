import { keyNameOf } from "../lib/secrets/provider-key.ts";
import type { Models } from "./ports/models.ts";
import type { DatabaseSecrets } from "./secrets/database-secrets.ts";

/** Gives providers the keys that people gave in the settings, where the environment has none. One that is of no use now is told. */
export async function useKeptKeys(
  models: Pick<Models, "keys" | "useKey">,
  secrets: Pick<DatabaseSecrets, "ownersOf" | "reveal">,
  warn: (sentence: string) => void,
): Promise<void> {
  for (const { provider, url, from } of models.keys()) {
    if (from === "environment") continue;
    const name = keyNameOf(provider);
    const [ownerId] = await secrets.ownersOf(name);
    if (ownerId === undefined) continue;
    try {
      models.useKey(provider, await secrets.reveal(ownerId, name, url));
    } catch (error) {
      warn(`The key of ${provider} that is kept in the settings cannot be used: ${(error as Error).message}`);
    }
  }
}
