import type { Conversation, Door, Kind } from "./conversation.ts";
import { openModelDoor, openRouteDoor } from "./fetch-doors.ts";
import { percentile } from "./median.ts";
import { pacedTokens } from "./pace.ts";
import { openRelayDoor } from "./relay-door.ts";
import { nowMicroseconds, readStamps } from "./stamps.ts";
import { openTroupeDoor } from "./troupe-door.ts";
import { workAsChild } from "./work-as-child.ts";

export type Job =
  /** Opens the connections that the later jobs use. */
  | { do: "connect"; kind: Kind; url: string; connections: number }
  /** Short answers, so many at a time, in conversations of so many messages. */
  | { do: "messages"; messages: number; atATime: number; perConversation: number }
  /** One short answer at a time, from the server and from the model itself in turns. */
  | { do: "alternate"; modelUrl: string; messages: number; perConversation: number }
  /** So many conversations at once with one long, paced answer each. */
  | { do: "prepare"; conversations: number }
  | { do: "streams" }
  | { do: "disconnect" };

/** From sending to the first piece of text, one for each message, in milliseconds. */
export interface FirstTexts {
  serverMs: number[];
  modelMs: number[];
}

export interface StreamsHeard {
  tokens: number;
  /** Answers that were cut, doubled, out of order, or other than the far side says they were. */
  wrong: number;
  p50Ms: number;
  p99Ms: number;
}

let door: Door | null = null;
let prepared: Conversation[] = [];

workAsChild<Job>(null, async (job) => {
  switch (job.do) {
    case "connect":
      door?.close();
      door = await openDoor(job.kind, job.url, job.connections);
      return null;
    case "messages":
      return await sendMessages(job);
    case "alternate":
      return await alternate(job);
    case "prepare":
      prepared = [];
      for (let n = 0; n < job.conversations; n++) prepared.push(await connected().open());
      return null;
    case "streams":
      return await hearStreams(prepared);
    case "disconnect":
      door?.close();
      door = null;
      return null;
  }
});

function connected(): Door {
  if (!door) throw new Error("Connect first.");
  return door;
}

async function openDoor(kind: Kind, url: string, connections: number): Promise<Door> {
  if (kind === "troupe") return await openTroupeDoor(url, connections);
  if (kind === "relay") return await openRelayDoor(url, connections);
  return kind === "route" ? openRouteDoor(url) : openModelDoor(url);
}

async function sendMessages({ messages, atATime, perConversation }: Job & { do: "messages" }): Promise<null> {
  let left = messages;
  const speakOn = async () => {
    while (left > 0) {
      const conversation = await connected().open();
      for (let n = 0; n < perConversation && left > 0; n++) {
        left--;
        await firstTextMs(conversation, n);
      }
    }
  };
  await Promise.all(Array.from({ length: atATime }, speakOn));
  return null;
}

async function alternate({ modelUrl, messages, perConversation }: Job & { do: "alternate" }): Promise<FirstTexts> {
  const heard: FirstTexts = { serverMs: [], modelMs: [] };
  const model = openModelDoor(modelUrl);
  while (heard.serverMs.length < messages) {
    const [withServer, withModel] = [await connected().open(), await model.open()];
    for (let n = 0; n < perConversation; n++) {
      heard.serverMs.push(await firstTextMs(withServer, n));
      heard.modelMs.push(await firstTextMs(withModel, n));
    }
  }
  return heard;
}

async function firstTextMs(conversation: Conversation, n: number): Promise<number> {
  const sentAt = performance.now();
  let first = 0;
  const text = await conversation.say(`Tell me something short about number ${n}, please.`, () => {
    first ||= performance.now() - sentAt;
  });
  if (text.split(" ").length < 50) throw new Error(`An answer is too short: ${text}`);
  return first;
}

async function hearStreams(conversations: Conversation[]): Promise<StreamsHeard> {
  const delays: number[] = [];
  let wrong = 0;
  let tokens = 0;
  await Promise.all(
    conversations.map(async ({ say }) => {
      let heard = "";
      let count = 0;
      let asExpected = true;
      const text = await say("Count to two hundred.", (piece, at) => {
        const stamps = readStamps(piece, count, nowMicroseconds());
        if (!stamps.inOrder || (at !== null && at !== heard.length)) asExpected = false;
        count += stamps.delays.length;
        heard += piece;
        for (const delay of stamps.delays) delays.push(delay);
      });
      tokens += count;
      if (!asExpected || heard !== text || count !== pacedTokens) wrong++;
    }),
  );
  return { tokens, wrong, p50Ms: percentile(delays, 0.5), p99Ms: percentile(delays, 0.99) };
}
