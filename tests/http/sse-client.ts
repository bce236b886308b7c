import { request } from "node:http";

export interface SseFrame {
  event: string;
  id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they expect.
  data: any;
}

export interface SseReader {
  status: number;
  headers: Record<string, unknown>;
  frames: SseFrame[];
  /** Resolves with the first frame that fits, also one that came before. */
  until(fits: (frame: SseFrame) => boolean): Promise<SseFrame>;
  /** Resolves when what came, as it came, fits. */
  untilText(pattern: RegExp): Promise<void>;
  /** Resolves when the server ended it, or the connection broke. */
  ended: Promise<void>;
  pause(): void;
  resume(): void;
  hangUp(): void;
}

interface Options {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Reads server-sent events by hand, so that nothing of a browser's kindness hides a gap. */
export function readSse(url: string, { method = "GET", headers = {}, body }: Options = {}): Promise<SseReader> {
  return new Promise((resolve, reject) => {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const asking = request(
      url,
      {
        method,
        agent: false,
        headers: {
          accept: "text/event-stream",
          ...(json !== undefined && { "content-type": "application/json", "content-length": Buffer.byteLength(json) }),
          ...headers,
        },
      },
      (response) => {
        const frames: SseFrame[] = [];
        const waiting = new Set<() => void>();
        const chunks: string[] = [];
        let rest = "";
        let over = false;
        const tell = () => {
          for (const look of waiting) look();
        };
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          chunks.push(chunk);
          const blocks = (rest + chunk).split("\n\n");
          rest = blocks.pop() as string;
          for (const block of blocks) {
            const frame = parse(block);
            if (frame) frames.push(frame);
          }
          tell();
        });
        const ended = new Promise<void>((end) => {
          response.on("close", () => {
            over = true;
            end();
            tell();
          });
        });
        response.on("error", () => {});
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          frames,
          ended,
          until: (fits) =>
            new Promise((found, lost) => {
              const look = () => {
                const frame = frames.find(fits);
                if (!frame && !over) return;
                waiting.delete(look);
                if (frame) found(frame);
                else
                  lost(new Error(`The stream ended without it, after ${frames.map((each) => each.event).join(", ")}.`));
              };
              waiting.add(look);
              look();
            }),
          untilText: (pattern) =>
            new Promise((found) => {
              const look = () => {
                if (!pattern.test(chunks.join(""))) return;
                waiting.delete(look);
                found();
              };
              waiting.add(look);
              look();
            }),
          pause: () => response.pause(),
          resume: () => response.resume(),
          hangUp: () => asking.destroy(),
        });
      },
    );
    asking.on("error", reject);
    asking.end(json);
  });
}

function parse(block: string): SseFrame | null {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const [, name, value] = /^([a-z]+): (.*)$/.exec(line) ?? [];
    if (name) fields.set(name, value as string);
  }
  const data = fields.get("data");
  if (data === undefined) return null;
  const id = fields.get("id");
  return { event: fields.get("event") ?? "message", ...(id !== undefined && { id }), data: JSON.parse(data) };
}
