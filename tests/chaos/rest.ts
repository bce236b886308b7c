import type { Recorded } from "../../lib/core/events.ts";
import type { SessionState } from "../../lib/core/state.ts";
import type { SessionSummary } from "../../lib/core/summary.ts";
import { pause } from "../support/eventually.ts";

export interface RestAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of many forms
  body: any;
}

type Status = SessionState["runs"][number] & { status: string };

/** REST as a patient program speaks it: asks again, under the same key, for as long as the server is away. */
export class Rest {
  private readonly url: string;
  private readonly patienceMs: number;

  constructor(url: string, patienceMs = 60_000) {
    this.url = url;
    this.patienceMs = patienceMs;
  }

  get(path: string): Promise<RestAnswer> {
    return this.ask("GET", path);
  }

  post(path: string, body: unknown, key: string): Promise<RestAnswer> {
    return this.ask("POST", path, body, key);
  }

  async events(sessionId: string): Promise<Recorded[]> {
    const events: Recorded[] = [];
    for (;;) {
      const path = `/api/v1/sessions/${sessionId}/events?limit=500&after=${events.length}`;
      const { items, nextCursor } = ok(await this.get(path));
      events.push(...items);
      if (nextCursor === null) return events;
    }
  }

  async runs(sessionId: string): Promise<Status[]> {
    return ok(await this.get(`/api/v1/sessions/${sessionId}`)).runs;
  }

  async sessions(): Promise<SessionSummary[]> {
    const all: SessionSummary[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = ok(await this.get(`/api/v1/sessions?limit=200${cursor && `&cursor=${cursor}`}`));
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    return all;
  }

  private async ask(method: string, path: string, body?: unknown, key?: string): Promise<RestAnswer> {
    const deadline = performance.now() + this.patienceMs;
    for (;;) {
      const answer = await fetch(this.url + path, {
        method,
        headers: {
          ...(body !== undefined && { "content-type": "application/json" }),
          ...(key !== undefined && { "idempotency-key": key }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(20_000),
      })
        .then(async (response): Promise<RestAnswer> => ({ status: response.status, body: await response.json() }))
        .catch(() => null);
      if (answer && answer.status !== 503) return answer;
      if (performance.now() > deadline) throw new Error(`${method} ${path} had no answer in ${this.patienceMs} ms`);
      await pause(50);
    }
  }
}

export function ok({ status, body }: RestAnswer) {
  if (status >= 300) throw new Error(`REST answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
