import { type ChildProcess, spawn } from "node:child_process";
import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/client";

export interface StdioCommand {
  command: string;
  args: readonly string[];
  /** All of it: nothing is inherited. */
  env: Record<string, string>;
  cwd: string;
}

const mostMessageBytes = 16 * 1024 * 1024;
const mostLineOfErrors = 4_000;
const patienceMs = 1_000;

/** Programs that are running now. A process that ends takes them along, whatever ended it in an orderly way. */
const running = new Set<number>();
process.on("exit", () => {
  for (const pid of running) killGroup(pid, "SIGKILL");
});

/**
 * A program that speaks over its standard input and output, one message a line. It leads a process group of its own, so
 * that whatever it starts ends with it.
 */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  private child: ChildProcess | null = null;
  private ended: Promise<void> = Promise.resolve();
  private readonly command: StdioCommand;
  private readonly onStderr: (line: string) => void;

  constructor(command: StdioCommand, onStderr: (line: string) => void) {
    this.command = command;
    this.onStderr = onStderr;
  }

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  start(): Promise<void> {
    const { command, args, env, cwd } = this.command;
    const child = spawn(command, args, {
      env: env as NodeJS.ProcessEnv,
      cwd,
      detached: true,
      shell: false,
      stdio: "pipe",
    });
    this.child = child;
    child.stdin.on("error", (error) => this.onerror?.(error));
    readLines(
      child.stdout,
      mostMessageBytes,
      (line) => this.take(line),
      () => this.tooLong(),
    );
    readLines(child.stderr, mostLineOfErrors, this.onStderr, () => {});
    this.ended = new Promise((resolve) => child.once("exit", () => resolve()));
    child.once("exit", (code, signal) => {
      if (child.pid !== undefined) {
        killGroup(child.pid, "SIGKILL");
        running.delete(child.pid);
      }
      this.onStderr(`The program ended (${signal ?? `code ${code}`}).`);
      this.over(child);
    });
    return new Promise((resolve, reject) => {
      child.once("spawn", () => {
        running.add(child.pid as number);
        resolve();
      });
      child.once("error", (error) => {
        reject(error);
        this.over(child);
      });
    });
  }

  send(message: JSONRPCMessage): Promise<void> {
    const stdin = this.child?.stdin;
    if (!stdin?.writable) return Promise.reject(new Error("The program has ended."));
    return new Promise((resolve, reject) =>
      stdin.write(`${JSON.stringify(message)}\n`, (error) => (error ? reject(error) : resolve())),
    );
  }

  /** Politely at first; resolves when the program is gone. */
  async close(): Promise<void> {
    const { child } = this;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    child.stdin?.end();
    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
      if (await this.endsWithin(patienceMs)) return;
      killGroup(child.pid, signal);
    }
    await this.ended;
  }

  private endsWithin(ms: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), ms);
    });
    return Promise.race([late, this.ended.then(() => true)]).finally(() => clearTimeout(timer));
  }

  private take(line: string): void {
    if (line.trim() === "") return;
    let message: JSONRPCMessage;
    try {
      message = JSON.parse(line);
    } catch {
      // Programs that print something else before they speak are common.
      return this.onStderr(line.slice(0, mostLineOfErrors));
    }
    this.onmessage?.(message);
  }

  private tooLong(): void {
    this.onerror?.(new Error(`The program sent a message of more than ${mostMessageBytes} bytes.`));
    if (this.child?.pid) killGroup(this.child.pid, "SIGKILL");
  }

  private over(child: ChildProcess): void {
    if (this.child !== child) return;
    this.child = null;
    this.onclose?.();
  }
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone.
  }
}

function readLines(
  stream: NodeJS.ReadableStream | null,
  most: number,
  onLine: (line: string) => void,
  onTooLong: () => void,
): void {
  if (!stream) return;
  let parts: string[] = [];
  let size = 0;
  stream.setEncoding("utf8");
  stream.on("error", () => {});
  stream.on("data", (chunk: string) => {
    const lines = chunk.split("\n");
    for (const [index, piece] of lines.entries()) {
      if (size <= most) {
        parts.push(piece);
        size += piece.length;
        if (size > most) onTooLong();
      }
      if (index === lines.length - 1) continue;
      if (size <= most) onLine(parts.join(""));
      parts = [];
      size = 0;
    }
  });
}
