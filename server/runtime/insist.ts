import { isAppError } from "../../lib/core/errors.ts";
import type { RunStop } from "./workbench.ts";

const firstWaitMs = 100;
const longestWaitMs = 2_000;
const attempts = 30;

/**
 * Tries again while the database cannot be written: what a model said and what a tool did is in memory alone until then.
 * Gives up when the server must stop now.
 */
export async function insist<T>(write: () => Promise<T>, stop: RunStop): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      const willPass = isAppError(error) && error.code === "unavailable";
      if (!willPass || attempt >= attempts || stop.reason === "handed_over") throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.min(longestWaitMs, firstWaitMs * 2 ** attempt)));
    }
  }
}
