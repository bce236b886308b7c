import { guessTokens } from "../../lib/core/tokens.ts";

/** How often a run's rate is told. */
const everyMs = 1_000;

/** How fast one turn is being written: tokens since it was last told, by the time that passed. */
export class TokenRate {
  private tokens = 0;
  private since: number | null = null;

  add(text: string): void {
    this.tokens += guessTokens(text);
  }

  /** Tokens per second; null less than a second after it was told, or after it began. */
  take(now: number): number | null {
    if (this.since === null) {
      // What came before the clock ran would count as written in no time.
      this.tokens = 0;
      this.since = now;
      return null;
    }
    const ms = now - this.since;
    if (ms < everyMs) return null;
    const rate = Math.round((this.tokens / ms) * 10_000) / 10;
    this.tokens = 0;
    this.since = now;
    return rate;
  }
}
