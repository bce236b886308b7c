import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError } from "../../lib/core/errors.ts";
import { insist } from "../../server/runtime/insist.ts";
import { RunStop } from "../../server/runtime/workbench.ts";

describe("a write that must not be lost", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const full = new AppError("unavailable", "The database is full.");
  /** Fails so many times, then succeeds. */
  function write(failures: number, error: Error = full) {
    let left = failures;
    return vi.fn(async () => {
      if (left-- > 0) throw error;
      return "written";
    });
  }

  it("is tried again, ever more slowly, until the database takes it", async () => {
    const attempt = write(7);
    const written = insist(attempt, new RunStop());
    const made: number[] = [];
    for (const ms of [99, 1, 200, 400, 800, 1_600, 2_000, 2_000]) {
      await vi.advanceTimersByTimeAsync(ms);
      made.push(attempt.mock.calls.length);
    }
    expect(made).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await written).toBe("written");
  });

  it("is not tried again where that cannot help", async () => {
    const attempt = write(1, new Error("a mistake"));
    await expect(insist(attempt, new RunStop())).rejects.toThrow("a mistake");
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it("is given up when the server must stop now, and after a minute", async () => {
    const stop = new RunStop();
    stop.because("handed_over");
    const attempt = write(1);
    await expect(insist(attempt, stop)).rejects.toBe(full);
    expect(attempt).toHaveBeenCalledTimes(1);

    const never = write(Number.POSITIVE_INFINITY);
    const given = expect(insist(never, new RunStop())).rejects.toBe(full);
    await vi.advanceTimersByTimeAsync(60_000);
    await given;
    expect(never).toHaveBeenCalledTimes(31);
  });
});
