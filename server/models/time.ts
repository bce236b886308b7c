export interface Alarm {
  /** Starts the same wait again from now. */
  again(): void;
  cancel(): void;
}

/** The clocks that models use; tests pass one that they move by hand. */
export interface Time {
  /** Milliseconds of a clock that never jumps. */
  now(): number;
  after(ms: number, action: () => void): Alarm;
}

export const systemTime: Time = {
  now: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return { again: () => void timer.refresh(), cancel: () => clearTimeout(timer) };
  },
};

/** Resolves after the wait, or as soon as the signal is aborted. */
export function wait(time: Time, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      alarm.cancel();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const alarm = time.after(ms, end);
    signal.addEventListener("abort", end);
  });
}
