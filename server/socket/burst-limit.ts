import { AppError } from "../../lib/core/errors.ts";

const burst = 200;
const perSecond = 100;

/** One connection may send so many frames at once, and so many a second from then on. */
export class BurstLimit {
  private left = burst;
  private at = performance.now();

  take(): void {
    const now = performance.now();
    this.left = Math.min(burst, this.left + ((now - this.at) / 1000) * perSecond);
    this.at = now;
    if (this.left < 1) {
      throw new AppError(
        "rate_limited",
        `This connection sends too much: ${burst} at once and ${perSecond} a second are taken. Wait a second.`,
        { retryAfterMs: 1_000 },
      );
    }
    this.left--;
  }
}
