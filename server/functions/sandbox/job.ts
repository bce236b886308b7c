import { isAppError } from "../../../lib/core/errors.ts";
import { type CodeErrorKind, codeErrorKinds, type LogLine } from "../../../lib/functions/code-error.ts";
import type { SandboxCall } from "../../../lib/functions/sandbox-call.ts";
import type { FromChild } from "./frames.ts";

export interface RawOutcome {
  result: { ok: true; text: string } | { ok: false; kind: CodeErrorKind; message: string; stack: string };
  ms: number;
  memoryBytes: number;
  logs: LogLine[];
  /** The process is not to be used again. */
  spent: boolean;
}

interface Way {
  kill(kind: CodeErrorKind, message: string): void;
  answer(call: number, ok: boolean, body: string): void;
}

/** How much later than the child itself the server looks at the clock: the child's own word says where it was. */
const graceMs = 150;
const mostLogLines = 1_001;
const mostLogCharacters = 256 * 1024;
const mostPending = 32;
const mostAnswerBytes = 2 * 1024 * 1024;
const mostRequestBytes = 2 * 1024 * 1024;
const levels = ["log", "info", "warn", "error", "debug"];

/** One call as the server sees it. It trusts nothing that the child says: all is counted here once more. */
export class Job {
  readonly id: number;
  readonly code: string;
  readonly input: string;
  readonly limits: SandboxCall["limits"];
  /** No frame of the child may be larger: a result may be, or what it asks for. */
  readonly mostFrameBytes: number;
  readonly #call: SandboxCall;
  readonly #signal: AbortSignal;
  readonly #over = new AbortController();
  readonly #logs: LogLine[] = [];
  #logCharacters = 0;
  #asked = 0;
  #pending = 0;
  #way: Way | null = null;
  #begun = 0;
  #end: (outcome: RawOutcome) => void = () => {};

  constructor(id: number, call: SandboxCall, input: string, signal: AbortSignal) {
    this.id = id;
    this.#call = call;
    this.code = call.code;
    this.input = input;
    this.limits = call.limits;
    this.mostFrameBytes = Math.max(mostRequestBytes, call.limits.outputBytes * 4);
    this.#signal = signal;
  }

  begin(way: Way): Promise<RawOutcome> {
    this.#way = way;
    this.#begun = performance.now();
    const late = () => way.kill("timeout", `The function took longer than ${this.limits.timeoutMs} ms.`);
    const timer = setTimeout(late, this.limits.timeoutMs + graceMs);
    const stop = () => way.kill("killed", "The call was stopped.");
    this.#signal.addEventListener("abort", stop, { once: true });
    const ended = new Promise<RawOutcome>((resolve) => {
      this.#end = resolve;
    });
    if (this.#signal.aborted) stop();
    return ended.finally(() => {
      clearTimeout(timer);
      this.#signal.removeEventListener("abort", stop);
      this.#over.abort();
    });
  }

  hear(head: Exclude<FromChild, { is: "ready" }>, body: string): void {
    if (head.is === "log") this.#log(head.level, body);
    else if (head.is === "host") this.#ask(head.call, head.kind, body);
    else if (head.outcome === "result") this.#succeed(head, body);
    else if (head.outcome === "error") {
      const kind = codeErrorKinds.find((each) => each === head.kind) ?? "killed";
      const [message, stack] = [String(head.message).slice(0, 4_000), String(head.stack).slice(0, 16_000)];
      this.#finish({ ok: false, kind, message, stack }, head);
    } else throw new Error("It ended in no known way.");
  }

  fail(kind: CodeErrorKind, message: string): void {
    const ms = performance.now() - this.#begun;
    this.#finish({ ok: false, kind, message, stack: "" }, { ms, memoryBytes: 0, spent: true });
  }

  #succeed(head: Extract<FromChild, { outcome: "result" }>, text: string): void {
    const { outputBytes } = this.limits;
    if (Buffer.byteLength(text) <= outputBytes) return this.#finish({ ok: true, text }, head);
    this.#finish(
      { ok: false, kind: "output", message: `The result is larger than ${outputBytes} bytes.`, stack: "" },
      head,
    );
  }

  #finish(result: RawOutcome["result"], figures: { ms: number; memoryBytes: number; spent: boolean }): void {
    const ms = Math.max(0, Number(figures.ms) || 0);
    const memoryBytes = Math.max(0, Math.round(Number(figures.memoryBytes) || 0));
    this.#end({ result, ms, memoryBytes, logs: this.#logs, spent: figures.spent !== false });
  }

  #log(level: string, text: string): void {
    this.#logCharacters += text.length;
    if (this.#logs.length >= mostLogLines || this.#logCharacters > mostLogCharacters)
      throw new Error("It logs more than it may.");
    this.#logs.push({ level: (levels.includes(level) ? level : "log") as LogLine["level"], text });
  }

  /** It may ask no more. */
  get hasAskedAll(): boolean {
    return this.#asked >= this.limits.hostCalls;
  }

  #ask(call: number, kind: string, body: string): void {
    this.#asked += 1;
    this.#pending += 1;
    if (this.#asked > this.limits.hostCalls || this.#pending > mostPending)
      throw new Error("It asks its host more often than it may.");
    void this.#answer(kind, body).then(({ ok, text }) => {
      this.#pending -= 1;
      if (!this.#over.signal.aborted) this.#way?.answer(call, ok, text);
    });
  }

  async #answer(kind: string, body: string): Promise<{ ok: boolean; text: string }> {
    try {
      const value = await this.#call.host(kind, JSON.parse(body), this.#over.signal);
      const text = JSON.stringify(value ?? null);
      if (text.length <= mostAnswerBytes) return { ok: true, text };
      return refused("too_large", "The answer is too large to be handed to the function.");
    } catch (error) {
      if (isAppError(error)) return refused(error.code, error.message);
      this.#call.onTrouble?.(error);
      return refused("internal", "The host could not do that, for a reason of its own.");
    }
  }
}

function refused(code: string, message: string): { ok: false; text: string } {
  return { ok: false, text: JSON.stringify({ code, message }) };
}
