import type { Live } from "../../lib/core/live.ts";

/** However often a window says that somebody types, the others are told this often. */
const tellEveryMs = 1_000;

/** Who types in one window: what is worth telling the others of it. */
export class Typing {
  private toldAt: number | null = null;
  private readonly userId: string;
  private readonly window: string;

  constructor(userId: string, window: string) {
    this.userId = userId;
    this.window = window;
  }

  change(active: boolean, now: number): Live[] {
    if (!active && this.toldAt === null) return [];
    if (active && this.toldAt !== null && now - this.toldAt < tellEveryMs) return [];
    this.toldAt = active ? now : null;
    return [{ type: "typing", userId: this.userId, active, window: this.window }];
  }
}
