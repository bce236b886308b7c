import { isBusy } from "./trouble.ts";

/** Does `act` again, without blocking, for as long as another process's lock is in the way and patience lasts. */
export async function patiently<T>(patienceMs: number, act: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
    }
    await aMoment();
  }
}

/** Between 10 and 40 ms, so that two that wait for one another do not keep step. */
function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 30));
}
