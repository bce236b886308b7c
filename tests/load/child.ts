import { fork } from "node:child_process";
import { join } from "node:path";

export interface Child<Ready> {
  readonly pid: number;
  /** What it told when it was ready. */
  readonly ready: Ready;
  /** Sends a job and resolves with its result. One at a time. */
  ask<Result>(job: object): Promise<Result>;
  stop(): Promise<void>;
}

/**
 * A file of this folder as a process of its own, run by Node as it is: no compiler sits in it and is measured. It tells
 * when it is ready, then answers each job.
 */
export async function startChild<Ready = null>(
  file: string,
  variables: Record<string, string> = {},
): Promise<Child<Ready>> {
  const child = fork(join(import.meta.dirname, file), {
    execArgv: ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"],
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...variables },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const answer = () =>
    new Promise<Told>((resolve, reject) => {
      const onExit = () => reject(new Error(`${file} has ended.`));
      child.once("exit", onExit);
      child.once("message", (told: Told) => {
        child.off("exit", onExit);
        resolve(told);
      });
    });
  const { result: ready } = await answer();
  return {
    pid: child.pid ?? 0,
    ready: ready as Ready,
    async ask<Result>(job: object) {
      const answered = answer();
      child.send(job);
      const { error, result } = await answered;
      if (error !== undefined) throw new Error(`${file}: ${error}`);
      return result as Result;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      await ended;
    },
  };
}

interface Told {
  result?: unknown;
  error?: string;
}
