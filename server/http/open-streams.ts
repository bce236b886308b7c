import { AppError } from "../../lib/core/errors.ts";

const most = 5_000;

/** How many streams are held open, within bounds. */
export class OpenStreams {
  private open = 0;

  get count(): number {
    return this.open;
  }

  /** To be asked while a refusal can still be told. */
  requireRoom(): void {
    if (this.open < most) return;
    throw new AppError("unavailable", `${most} streams are open already. Try again later.`, { retryAfterMs: 10_000 });
  }

  /** Takes a place, and gives what frees it again. */
  take(): () => void {
    this.open++;
    let left = false;
    return () => {
      if (!left) this.open--;
      left = true;
    };
  }
}
