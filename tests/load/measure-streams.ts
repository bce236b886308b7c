import { pause } from "../support/eventually.ts";
import type { Candidate } from "./candidates.ts";
import { startChild } from "./child.ts";
import type { Kind } from "./conversation.ts";
import type { Job, StreamsHeard } from "./load-client.ts";
import { pacedSeconds } from "./pace.ts";
import { cpuSeconds, residentMegabytes } from "./process-figures.ts";

export interface StreamFigures extends StreamsHeard {
  kind: Kind;
  conversations: number;
  shareOfCore: number;
  megabytes: number;
}

const connections = 50;

/** Ever more conversations at once on one server, each with a long answer at the pace of a quick model. */
export async function measureStreams(candidate: Candidate, steps: readonly number[]): Promise<StreamFigures[]> {
  const figures: StreamFigures[] = [];
  const client = await startChild("load-client.ts");
  try {
    await client.ask({ do: "connect", kind: candidate.kind, url: candidate.url, connections } satisfies Job);
    for (const conversations of steps) {
      await client.ask({ do: "prepare", conversations } satisfies Job);
      await pause(300);
      const before = cpuSeconds(candidate.pid);
      const heard = await client.ask<StreamsHeard>({ do: "streams" } satisfies Job);
      // Where the machine is busy, the answers take longer than they should: then their own pace is what counts.
      const shareOfCore = (cpuSeconds(candidate.pid) - before) / pacedSeconds;
      figures.push({
        kind: candidate.kind,
        conversations,
        shareOfCore,
        megabytes: residentMegabytes(candidate.pid),
        ...heard,
      });
    }
  } finally {
    await client.stop();
  }
  return figures;
}
