const everyMs = 5;

/**
 * How long the event loop stood still at most because this process had work: of each gap between two ticks, no more than
 * the processor time that was spent in it. Time in which others had the processor is not the loop's doing.
 */
export function watchStalls(): { stop(): number } {
  let longest = 0;
  let last = { at: performance.now(), cpu: cpuMs() };
  const timer = setInterval(() => {
    const now = { at: performance.now(), cpu: cpuMs() };
    longest = Math.max(longest, Math.min(now.at - last.at - everyMs, now.cpu - last.cpu));
    last = now;
  }, everyMs);
  return {
    stop() {
      clearInterval(timer);
      return longest;
    },
  };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
