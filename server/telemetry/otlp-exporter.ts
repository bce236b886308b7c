import { type Sender, tracesOf } from "../../lib/replay/otlp.ts";
import type { Span } from "../../lib/replay/otlp-span.ts";
import type { GuardedClient } from "../http-client/guarded.ts";

interface Options {
  http: Pick<GuardedClient, "request">;
  /** Without `/v1/traces`. */
  endpoint: string;
  headers: Record<string, string>;
  sender: Sender;
  onSpans: (outcome: "sent" | "dropped", count: number) => void;
  /** Told of the first failure, and of the first one after it went well again. */
  onTrouble: (sentence: string) => void;
  batchMs?: number;
  retryMs?: number;
}

/** Makes the spans when they are sent, so that whoever adds them does not wait for that. */
export type SpanSource = () => Span[];

/** Runs that wait to be sent. What comes beyond that is dropped and counted. */
const mostWaiting = 1_000;
const spansAtOnce = 512;
const attempts = 4;
const patienceMs = 10_000;
/** What OTLP says may be tried again. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Sends spans over OTLP/HTTP as JSON, in batches and in the background. Nothing waits for it, and nothing fails with it. */
export class OtlpExporter {
  private readonly waiting: SpanSource[] = [];
  private readonly o: Options;
  private timer: NodeJS.Timeout | null = null;
  private sending: Promise<void> | null = null;
  private troubled = false;
  private readonly closing = new AbortController();

  constructor(options: Options) {
    this.o = options;
  }

  add(source: SpanSource): void {
    if (this.waiting.length >= mostWaiting || this.closing.signal.aborted) {
      this.o.onSpans("dropped", 1);
      this.tell("Traces come faster than they can be sent; some are dropped.");
      return;
    }
    this.waiting.push(source);
    this.timer ??= setTimeout(() => void this.flush(), this.o.batchMs ?? 1_000).unref();
  }

  /** Resolves when everything that was added has been sent or given up. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    while (this.sending !== null) await this.sending;
    this.sending = this.sendAll();
    try {
      await this.sending;
    } finally {
      this.sending = null;
    }
  }

  /** Sends what it can within the time. */
  async close(graceMs: number): Promise<void> {
    const given = setTimeout(() => this.closing.abort(), graceMs);
    await this.flush();
    clearTimeout(given);
    this.closing.abort();
  }

  private async sendAll(): Promise<void> {
    for (let batch = this.nextBatch(); batch.length > 0; batch = this.nextBatch()) await this.send(batch);
  }

  /** A run is not cut in two, so a batch may be larger. */
  private nextBatch(): Span[] {
    const batch: Span[] = [];
    while (batch.length < spansAtOnce) {
      const source = this.waiting.shift();
      if (!source) break;
      batch.push(...source());
    }
    return batch;
  }

  private async send(spans: Span[]): Promise<void> {
    const body = JSON.stringify(tracesOf(spans, this.o.sender));
    let problem = "";
    for (let attempt = 1; attempt <= attempts && !this.closing.signal.aborted; attempt++) {
      const told = await this.post(body);
      if (told === null) {
        this.troubled = false;
        this.o.onSpans("sent", spans.length);
        return;
      }
      problem = told.problem;
      if (!told.passing) break;
      if (attempt < attempts) await this.wait((this.o.retryMs ?? 1_000) * 2 ** (attempt - 1));
    }
    this.o.onSpans("dropped", spans.length);
    this.tell(`Traces could not be sent to ${this.o.endpoint}: ${problem || "the server stopped."}`);
  }

  /** Null where it was taken in. */
  private async post(body: string): Promise<{ problem: string; passing: boolean } | null> {
    try {
      const { status } = await this.o.http.request(`${this.o.endpoint}/v1/traces`, {
        method: "POST",
        headers: { ...this.o.headers, "content-type": "application/json" },
        body,
        timeoutMs: patienceMs,
        privateHeaders: Object.keys(this.o.headers),
        signal: this.closing.signal,
        cut: true,
      });
      return status < 300 ? null : { problem: `it answered ${status}.`, passing: passing.has(status) };
    } catch (error) {
      return { problem: error instanceof Error ? error.message : String(error), passing: true };
    }
  }

  private wait(ms: number): Promise<void> {
    const { signal } = this.closing;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener(
        "abort",
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    });
  }

  private tell(sentence: string): void {
    if (!this.troubled) this.o.onTrouble(`${sentence} Said once; troupe_spans_total in /metrics counts them.`);
    this.troubled = true;
  }
}
