/** What the server says to a child. */
export type ToChild =
  | { is: "run"; id: number; memoryMb: number; timeoutMs: number; outputBytes: number; hostCalls: number }
  | { is: "answer"; id: number; call: number; ok: boolean };

/** What a child says. The server believes none of it: a child may have been taken over by what it runs. */
export type FromChild =
  | { is: "ready" }
  | { is: "host"; id: number; call: number; kind: string }
  | { is: "log"; id: number; level: string }
  | { is: "done"; id: number; outcome: "result"; ms: number; memoryBytes: number; spent: boolean }
  | {
      is: "done";
      id: number;
      outcome: "error";
      kind: string;
      message: string;
      stack: string;
      ms: number;
      memoryBytes: number;
      spent: boolean;
    };

export interface Frame<Head> {
  head: Head;
  body: string;
}

/** Length of the whole, length of the head, the head as JSON, the body as it is. */
export function encodeFrame(head: ToChild | FromChild, body = ""): Buffer {
  const headBytes = Buffer.from(JSON.stringify(head));
  const bodyBytes = Buffer.from(body);
  const frame = Buffer.allocUnsafe(8 + headBytes.length + bodyBytes.length);
  frame.writeUInt32LE(4 + headBytes.length + bodyBytes.length, 0);
  frame.writeUInt32LE(headBytes.length, 4);
  headBytes.copy(frame, 8);
  bodyBytes.copy(frame, 8 + headBytes.length);
  return frame;
}

export class FrameError extends Error {}

/** Cuts a stream of bytes into frames. Throws a `FrameError` before it holds more than `mostBytes` of one. */
export class FrameReader<Head> {
  mostBytes: number;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(mostBytes: number) {
    this.mostBytes = mostBytes;
  }

  *read(chunk: Buffer): Generator<Frame<Head>> {
    this.#parts.push(chunk);
    this.#length += chunk.length;
    while (this.#length >= 8) {
      const start = this.#joined(8);
      const length = start.readUInt32LE(0);
      const headLength = start.readUInt32LE(4);
      if (length > this.mostBytes || headLength > length - 4) throw new FrameError("A frame is too large.");
      if (this.#length < 4 + length) return;
      const whole = this.#joined(4 + length);
      this.#parts = [whole.subarray(4 + length)];
      this.#length -= 4 + length;
      let head: Head;
      try {
        head = JSON.parse(whole.toString("utf8", 8, 8 + headLength));
      } catch {
        throw new FrameError("A frame cannot be read.");
      }
      yield { head, body: whole.toString("utf8", 8 + headLength, 4 + length) };
    }
  }

  /** The parts as one buffer, once there are enough of them. */
  #joined(least: number): Buffer {
    if ((this.#parts[0]?.length ?? 0) < least) this.#parts = [Buffer.concat(this.#parts)];
    return this.#parts[0] as Buffer;
  }
}
