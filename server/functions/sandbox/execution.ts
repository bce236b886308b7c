import type { QuickJSHandle } from "quickjs-emscripten-core";
import type { FromChild, ToChild } from "./frames.ts";
import type { Instance } from "./instance.ts";

type Job = Extract<ToChild, { is: "run" }>;
type Say = (head: FromChild, body?: string) => void;

const mostLogBytes = 64 * 1024;
const mostLogLines = 1_000;
const mostPending = 32;
const mostRequestBytes = 512 * 1024;
/** To look at an error of code that has used up its time. */
const graceMs = 50;

/** One call in the child: evaluates the code, asks the server for what `host` is asked for, and says once how it ended. */
export class Execution {
  readonly #job: Job;
  readonly #instance: Instance;
  readonly #say: Say;
  readonly #begun = performance.now();
  #deadline: number;
  #timedOut = false;
  #over = false;
  #calls = 0;
  readonly #pending = new Map<number, QuickJSHandle>();
  #logBytes = 0;
  #logLines = 0;
  readonly #timer: NodeJS.Timeout;
  readonly #whenOver: (spent: boolean) => void;

  constructor(job: Job, instance: Instance, say: Say, whenOver: (spent: boolean) => void) {
    this.#job = job;
    this.#instance = instance;
    this.#say = say;
    this.#whenOver = whenOver;
    this.#deadline = this.#begun + job.timeoutMs;
    this.#timer = setTimeout(() => this.#endBecauseOfTime(), job.timeoutMs);
    instance.runtime.setInterruptHandler(() => {
      if (performance.now() < this.#deadline) return false;
      this.#timedOut = true;
      return true;
    });
  }

  start(code: string, input: string): void {
    this.#carefully(() => {
      const { context, makeHost } = this.#instance;
      const begin = context.unwrapResult(context.callFunction(makeHost, context.undefined, ...this.#doors()));
      const main = context.evalCode(`${code}\n;__module.default`, "function.js");
      if (main.error) return this.#fail(main.error);
      const begun = context.callFunction(begin, context.undefined, main.value, context.newString(input));
      if (begun.error) return this.#fail(begun.error);
      this.#goOn();
    });
  }

  answer(call: number, ok: boolean, body: string): void {
    const settle = this.#pending.get(call);
    if (!settle || this.#over) return;
    this.#pending.delete(call);
    this.#carefully(() => {
      const { context } = this.#instance;
      const told = context.callFunction(
        settle,
        context.undefined,
        ok ? context.true : context.false,
        context.newString(body),
      );
      if (told.error) return this.#fail(told.error);
      this.#goOn();
    });
  }

  /** Runs what waits to be run, until it has ended or waits for the server. */
  #goOn(): void {
    const { runtime } = this.#instance;
    while (!this.#over && runtime.hasPendingJob()) {
      const done = runtime.executePendingJobs(1_000);
      if (done.error) return this.#fail(done.error);
      if (performance.now() > this.#deadline) return this.#endBecauseOfTime();
    }
    if (!this.#over && this.#pending.size === 0) {
      // What stopped one job at a limit has stopped the chain of promises that it belonged to.
      if (this.#timedOut) return this.#endBecauseOfTime();
      if (this.#instance.isFull()) return this.#endBecauseOfMemory("");
      this.#end("thrown", "The function waits for a promise that nothing can settle any more.", "");
    }
  }

  /** What breaks the engine itself, such as its own stack, is the end of the call and of the process. */
  #carefully(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (this.#timedOut) return this.#endBecauseOfTime();
      if (this.#instance.isFull()) return this.#endBecauseOfMemory("");
      const deep = error instanceof RangeError;
      this.#end(deep ? "thrown" : "killed", deep ? "stack overflow" : "The sandbox broke down.", "", true);
    }
  }

  /** An error that left the code: the engine's word that it was stopped, or what module code threw. */
  #fail(error: QuickJSHandle): void {
    const { context } = this.#instance;
    this.#deadline = performance.now() + graceMs;
    const timedOut = this.#timedOut;
    const textOf = (name: string) => {
      try {
        return String(context.dump(context.getProp(error, name))).slice(0, 8_000);
      } catch {
        return "";
      }
    };
    const stack = textOf("stack");
    if (timedOut) return this.#endBecauseOfTime(stack);
    if (this.#instance.isFull()) return this.#endBecauseOfMemory(stack);
    const name = textOf("name");
    const kind =
      name === "SyntaxError" ? "syntax" : name === "TypeError" || name === "ReferenceError" ? "type" : "thrown";
    this.#end(kind, textOf("message").slice(0, 2_000) || String(context.dump(error)).slice(0, 2_000), stack);
  }

  #endBecauseOfTime(stack = ""): void {
    this.#end("timeout", `The function took longer than ${this.#job.timeoutMs} ms.`, stack, true);
  }

  #endBecauseOfMemory(stack: string): void {
    this.#end("memory", `The function needs more than ${this.#job.memoryMb} MB of memory.`, stack, true);
  }

  #end(kind: string, message: string, stack: string, spent = this.#isSpent()): void {
    this.#close(spent, (figures) => this.#say({ is: "done", outcome: "error", kind, message, stack, ...figures }));
  }

  #succeed(text: string): void {
    this.#close(this.#isSpent(), (figures) => this.#say({ is: "done", outcome: "result", ...figures }, text));
  }

  #close(
    spent: boolean,
    tell: (figures: { id: number; ms: number; memoryBytes: number; spent: boolean }) => void,
  ): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    let memoryBytes = this.#job.memoryMb * 1024 * 1024;
    try {
      if (!this.#instance.isFull()) memoryBytes = this.#instance.memoryBytes();
    } catch {
      // A broken engine cannot count; the limit is what is known.
    }
    tell({ id: this.#job.id, ms: performance.now() - this.#begun, memoryBytes, spent });
    this.#whenOver(spent);
  }

  #isSpent(): boolean {
    return this.#timedOut || this.#instance.isFull();
  }

  /** The only functions that reach out of the sandbox. */
  #doors(): QuickJSHandle[] {
    const { context } = this.#instance;
    const ask = context.newFunction("ask", (kind, text, settle) => {
      if (this.#over) return context.undefined;
      const refusal = this.#refusal(this.#lengthOf(text));
      if (refusal !== null) return context.newString(refusal);
      this.#calls += 1;
      this.#pending.set(this.#calls, settle.dup());
      const body = context.getString(text);
      this.#say({ is: "host", id: this.#job.id, call: this.#calls, kind: context.getString(kind) }, body);
      return context.undefined;
    });
    const log = context.newFunction("log", (level, text) => {
      if (this.#over || this.#logLines > mostLogLines) return;
      const length = this.#lengthOf(text);
      this.#logBytes += length;
      this.#logLines += 1;
      const isTooMuch = this.#logBytes > mostLogBytes || this.#logLines > mostLogLines;
      if (isTooMuch) this.#logLines = mostLogLines + 1;
      const line = isTooMuch ? "[More was logged than is kept.]" : context.getString(text);
      this.#say({ is: "log", id: this.#job.id, level: isTooMuch ? "warn" : context.getString(level) }, line);
    });
    const finish = context.newFunction("finish", (kind, first, message, stack) => {
      if (this.#over) return;
      const is = context.getString(kind);
      if (is === "result") {
        if (this.#lengthOf(first) <= this.#job.outputBytes) return this.#succeed(context.getString(first));
        return this.#end("output", `The result is larger than ${this.#job.outputBytes} bytes.`, "");
      }
      const name = context.getString(first);
      const said = context.getString(message);
      const trace = context.getString(stack);
      if (this.#timedOut) return this.#endBecauseOfTime(trace);
      if (name === "InternalError" && this.#instance.isFull()) return this.#endBecauseOfMemory(trace);
      this.#end(is, said || name || "Something without a message was thrown.", trace);
    });
    const now = context.newFunction("now", () => context.newNumber(Date.now()));
    const random = context.newFunction("random", () => context.newNumber(Math.random()));
    return [ask, log, finish, now, random];
  }

  #refusal(length: number): string | null {
    const { hostCalls } = this.#job;
    if (this.#calls >= hostCalls) return `The function may ask its host ${hostCalls} times in one call, and no more.`;
    if (this.#pending.size >= mostPending)
      return `The function may wait for ${mostPending} answers of its host at the same time, and no more.`;
    return length > mostRequestBytes ? "What the function asks its host for is too large." : null;
  }

  /** In UTF-16 units, without copying the text out. */
  #lengthOf(text: QuickJSHandle): number {
    const { context } = this.#instance;
    return context.getNumber(context.getProp(text, "length"));
  }
}
