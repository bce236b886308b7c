import type { Time } from "../../server/models/time.ts";

export interface ManualTime extends Time {
  /** Moves the clock and rings what is due, in order. */
  pass(ms: number): void;
  /** Resolves as soon as something waits for this long. */
  waitedFor(ms: number): Promise<void>;
  /** What is being waited for. */
  pending(): number[];
}

interface Ringing {
  at: number | null;
  ms: number;
  action: () => void;
}

export function createManualTime(): ManualTime {
  let now = 0;
  const alarms = new Set<Ringing>();
  let watchers: { ms: number; resolve: () => void }[] = [];

  function started(ms: number): void {
    for (const watcher of watchers.filter((each) => each.ms === ms)) watcher.resolve();
    watchers = watchers.filter((each) => each.ms !== ms);
  }

  return {
    now: () => now,
    after(ms, action) {
      const alarm: Ringing = { at: now + ms, ms, action };
      alarms.add(alarm);
      started(ms);
      return {
        again() {
          alarm.at = now + ms;
          alarms.add(alarm);
          started(ms);
        },
        cancel() {
          alarms.delete(alarm);
        },
      };
    },
    pass(ms) {
      const until = now + ms;
      for (;;) {
        const due = [...alarms]
          .filter((alarm) => (alarm.at ?? 0) <= until)
          .sort((a, b) => (a.at ?? 0) - (b.at ?? 0))[0];
        if (!due) break;
        now = Math.max(now, due.at ?? now);
        alarms.delete(due);
        due.action();
      }
      now = until;
    },
    waitedFor(ms) {
      if ([...alarms].some((alarm) => alarm.ms === ms)) return Promise.resolve();
      return new Promise((resolve) => watchers.push({ ms, resolve }));
    },
    pending: () => [...alarms].map((alarm) => alarm.ms),
  };
}
