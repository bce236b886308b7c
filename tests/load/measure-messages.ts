import { pause } from "../support/eventually.ts";
import type { Candidate } from "./candidates.ts";
import { type Child, startChild } from "./child.ts";
import type { Kind } from "./conversation.ts";
import type { FirstTexts, Job } from "./load-client.ts";
import { median, percentile } from "./median.ts";
import { cpuSeconds, residentMegabytes } from "./process-figures.ts";

export interface MessageFigures {
  kind: Kind;
  cpuSecondsPer1000: number;
  /** Time to the first piece of text, without what the model itself takes: the median, and the quickest tenth. */
  addedMs: number;
  addedQuickMs: number;
  modelMs: number;
  megabytes: number;
}

export interface MessageOptions {
  warmUp: number;
  messages: number;
  oneByOne: number;
}

const perConversation = 10;
const atATime = 8;
/** More than conversations at a time: no connection comes near the limit on what one may send. */
const connections = 24;

/** Short answers from one server that was just started, after a warm-up. */
export async function measureMessages(
  candidate: Candidate,
  modelUrl: string,
  options: MessageOptions,
): Promise<MessageFigures> {
  return await withClient(candidate.kind, candidate.url, async (client) => {
    await send(client, options.warmUp);
    await settled();
    const before = cpuSeconds(candidate.pid);
    await send(client, options.messages);
    await settled();
    const used = cpuSeconds(candidate.pid) - before;
    const megabytes = residentMegabytes(candidate.pid);
    const alternate: Job = { do: "alternate", modelUrl, messages: options.oneByOne, perConversation };
    const { serverMs, modelMs } = await client.ask<FirstTexts>(alternate);
    return {
      kind: candidate.kind,
      cpuSecondsPer1000: (used * 1000) / options.messages,
      addedMs: median(serverMs) - median(modelMs),
      addedQuickMs: percentile(serverMs, 0.1) - percentile(modelMs, 0.1),
      modelMs: median(modelMs),
      megabytes,
    };
  });
}

async function withClient<T>(kind: Kind, url: string, work: (client: Child<null>) => Promise<T>): Promise<T> {
  const client = await startChild("load-client.ts");
  try {
    await client.ask({ do: "connect", kind, url, connections } satisfies Job);
    return await work(client);
  } finally {
    await client.stop();
  }
}

function send(client: Child<null>, messages: number): Promise<null> {
  return client.ask({ do: "messages", messages, atATime, perConversation } satisfies Job);
}

/** What is left to do after the last answer belongs to the messages before it. */
function settled(): Promise<void> {
  return pause(300);
}
