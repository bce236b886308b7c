import type { LiveWorld } from "./live-world.ts";

const everyMs = 5_000;

/** Agents are asked for in memory; what another process published is known here a little later. */
export function refreshAgents(world: LiveWorld, onTrouble: (what: string, error: unknown) => void): () => void {
  const timer = setInterval(() => {
    world.refresh().catch((error: unknown) => onTrouble("could not read what agents there are", error));
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
