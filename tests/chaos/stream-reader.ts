import { pause } from "../support/eventually.ts";

/** Follows a session's facts as server-sent events, and comes back with `Last-Event-ID` whenever the stream breaks. */
export class StreamReader {
  readonly seqs: number[] = [];
  breaks = 0;
  private readonly controller = new AbortController();
  private readonly done: Promise<void>;

  constructor(url: string) {
    this.done = this.follow(url);
  }

  get last(): number {
    return this.seqs.at(-1) ?? 0;
  }

  async close(): Promise<void> {
    this.controller.abort();
    await this.done;
  }

  private async follow(url: string): Promise<void> {
    const { signal } = this.controller;
    while (!signal.aborted) {
      try {
        const headers = { accept: "text/event-stream", ...(this.last > 0 && { "last-event-id": String(this.last) }) };
        const response = await fetch(url, { headers, signal });
        if (response.ok && response.body) await this.read(response.body);
        else await response.body?.cancel();
      } catch {
        // Broken, or not there: it is asked again.
      }
      this.breaks++;
      if (!signal.aborted) await pause(50);
    }
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = "";
    const decoder = new TextDecoder();
    for await (const bytes of body) {
      rest += decoder.decode(bytes, { stream: true });
      // A record counts only when it came whole.
      const records = rest.split("\n\n");
      rest = records.pop() ?? "";
      for (const record of records) {
        const id = /^id: ?(\d+)$/m.exec(record)?.[1];
        if (id !== undefined) this.seqs.push(Number(id));
      }
    }
  }
}
