import { type ChildProcessByStdio, spawn } from "node:child_process";
import { setPriority } from "node:os";
import type { Readable, Writable } from "node:stream";
import type { CodeErrorKind } from "../../../lib/functions/code-error.ts";
import type { ChildCommand } from "./child-command.ts";
import { encodeFrame, FrameReader, type FromChild } from "./frames.ts";
import type { Job, RawOutcome } from "./job.ts";

const startMs = 20_000;
const headBytes = 64 * 1024;
/** Where all want the processor the server comes first, then what is quick. */
const niceness = { quick: 5, slow: 15 };

/** One child process. It is ready, does one job at a time, and is dead after the first thing that looks wrong. */
export class Worker {
  uses = 0;
  dead = false;
  /** What it does is not quick; it stays so. */
  slow = false;
  readonly ready: Promise<boolean>;
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #reader = new FrameReader<FromChild>(headBytes);
  readonly #closed: Promise<void>;
  #job: Job | null = null;
  #becomeReady: (ready: boolean) => void = () => {};

  constructor({ command, args }: ChildCommand) {
    this.#child = spawn(command, args, { env: {} as NodeJS.ProcessEnv, stdio: ["pipe", "pipe", "ignore"], cwd: "/" });
    this.ready = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
    const timer = setTimeout(() => this.#stop("It did not start in time."), startMs);
    void this.ready.then(() => clearTimeout(timer));
    this.#closed = new Promise((resolve) => this.#child.once("close", () => resolve()));
    this.#child.on("error", () => this.#stop("It could not be started."));
    this.#child.on("exit", () => this.#stop("Its process ended."));
    this.#child.stdin.on("error", () => this.#stop("Its process ended."));
    this.#child.stdout.on("error", () => this.#stop("Its process ended."));
    this.#child.stdout.on("data", (chunk: Buffer) => this.#hear(chunk));
    // Neither an idle child nor a waiting pipe keeps a program alive that has nothing else to do.
    this.#hold("unref");
    this.#setNiceness(niceness.quick);
  }

  /** From now on it leaves the processor to those that are quick. */
  slowDown(): void {
    if (this.slow) return;
    this.slow = true;
    if (!this.dead) this.#setNiceness(niceness.slow);
  }

  /** Never rejects. The job's time begins when the child has it. */
  async run(job: Job): Promise<RawOutcome> {
    this.uses += 1;
    this.#job = job;
    this.#reader.mostBytes = headBytes + job.mostFrameBytes;
    const { memoryMb, timeoutMs, outputBytes, hostCalls } = job.limits;
    const head = { is: "run", id: job.id, memoryMb, timeoutMs, outputBytes, hostCalls } as const;
    this.#write(encodeFrame(head, JSON.stringify({ code: job.code, input: job.input })));
    const outcome = await job.begin({
      kill: (kind, message) => this.#stop(message, kind),
      answer: (call, ok, body) => this.#write(encodeFrame({ is: "answer", id: job.id, call, ok }, body)),
    });
    this.#job = null;
    if (outcome.spent) this.kill();
    return outcome;
  }

  kill(): void {
    this.#stop("It was stopped.");
  }

  /** Resolves when the process is gone. */
  closed(): Promise<void> {
    this.#hold("ref");
    return this.#closed;
  }

  #setNiceness(value: number): void {
    try {
      if (this.#child.pid !== undefined) setPriority(this.#child.pid, value);
    } catch {
      // A system that knows no such thing runs them as equals, and a process that has just ended needs none.
    }
  }

  /** The types know pipes as streams alone; they are sockets. */
  #hold(how: "ref" | "unref"): void {
    const pipes = [this.#child.stdin, this.#child.stdout] as unknown as { ref(): void; unref(): void }[];
    for (const each of [this.#child, ...pipes]) each[how]();
  }

  #write(frame: Buffer): void {
    if (!this.dead) this.#child.stdin.write(frame);
  }

  #hear(chunk: Buffer): void {
    try {
      for (const { head, body } of this.#reader.read(chunk)) {
        if (this.dead) return;
        if (head.is === "ready") this.#becomeReady(true);
        else if (this.#job?.id === head.id) this.#job.hear(head, body);
        else throw new Error("It answers what it was not asked.");
      }
    } catch (error) {
      this.#stop(error instanceof Error ? error.message : "It cannot be understood.");
    }
  }

  #stop(message: string, kind: CodeErrorKind = "killed"): void {
    if (this.dead) return;
    this.dead = true;
    this.#child.kill("SIGKILL");
    this.#becomeReady(false);
    this.#job?.fail(kind, kind === "killed" ? `The sandbox stopped the function. ${message}` : message);
  }
}
