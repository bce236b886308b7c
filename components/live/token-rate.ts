import { guessTokens } from "../../lib/core/tokens.ts";

const windowMs = 2_000;

/** How fast each run writes, reckoned from what was glimpsed in the last two seconds. */
export class TokenRate {
  private readonly pieces: { runId: string; tokens: number; at: number }[] = [];

  add(runId: string, text: string, at: number): void {
    this.pieces.push({ runId, tokens: guessTokens(text), at });
  }

  /** By run: whole tokens per second. */
  at(now: number): Record<string, number> {
    const first = this.pieces.findIndex((piece) => piece.at > now - windowMs);
    this.pieces.splice(0, first < 0 ? this.pieces.length : first);
    const rates: Record<string, number> = {};
    for (const { runId, tokens } of this.pieces) rates[runId] = (rates[runId] ?? 0) + tokens;
    const seconds = Math.max(0.5, (now - (this.pieces[0]?.at ?? now)) / 1_000);
    for (const runId of Object.keys(rates)) rates[runId] = Math.round((rates[runId] ?? 0) / seconds);
    return rates;
  }
}
