/** In a process that `startChild` has started: says that it is ready, and answers the jobs that come. */
export function workAsChild<Job>(ready: unknown, work?: (job: Job) => Promise<unknown>): void {
  const tell = (told: object) => process.send?.(told);
  process.on("message", async (job: Job) => {
    try {
      tell({ result: await work?.(job) });
    } catch (error) {
      tell({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on("disconnect", () => process.exit());
  tell({ result: ready });
}
