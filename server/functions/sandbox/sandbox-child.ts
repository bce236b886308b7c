// The process that runs stored code, one call at a time: frames in on standard input, frames out on standard output. It has
// no environment, no secrets, and nothing but this to talk to.
import { Execution } from "./execution.ts";
import { encodeFrame, FrameReader, type FromChild, type ToChild } from "./frames.ts";
import { type Instance, newInstance } from "./instance.ts";

const usualMemoryMb = 64;
const mostFrameBytes = 64 * 1024 * 1024;

let next: Promise<Instance> | null = newInstance(usualMemoryMb);
let current: { id: number; execution: Execution } | null = null;

function say(head: FromChild, body?: string): void {
  process.stdout.write(encodeFrame(head, body));
}

/** An instance is used once. */
async function takeInstance(memoryMb: number): Promise<Instance> {
  const prepared = next;
  next = null;
  const ready = await prepared;
  return ready?.memoryMb === memoryMb ? ready : newInstance(memoryMb);
}

async function run(job: Extract<ToChild, { is: "run" }>, body: string): Promise<void> {
  const instance = await takeInstance(job.memoryMb);
  const { code, input } = JSON.parse(body) as { code: string; input: string };
  const execution = new Execution(job, instance, say, (spent) => {
    current = null;
    // The server throws a spent process away.
    if (!spent) setImmediate(() => prepare(job.memoryMb));
  });
  current = { id: job.id, execution };
  execution.start(code, input);
}

function prepare(memoryMb: number): void {
  if (current === null) next ??= newInstance(memoryMb);
}

const reader = new FrameReader<ToChild>(mostFrameBytes);
process.stdin.on("data", (chunk: Buffer) => {
  for (const { head, body } of reader.read(chunk)) {
    if (head.is === "run") void run(head, body);
    else if (current?.id === head.id) current.execution.answer(head.call, head.ok, body);
  }
});
process.stdin.on("end", () => process.exit());

await next;
say({ is: "ready" });
