import { pagePrincipal } from "../server/http/page-principal.ts";
import { currentRuntime } from "../server/runtime/current-runtime.ts";

/** Nobody took the first steps here, left them out, or began a session in any other way. */
export async function isFirstRun(): Promise<boolean> {
  const { userId } = await pagePrincipal();
  const { preferences, lists } = currentRuntime().ports;
  if ((await preferences.read(userId)).welcomed) return false;
  return (await lists.sessions({ ownerId: userId, limit: 1 })).items.length === 0;
}
