import { pause, within } from "../support/eventually.ts";
import type { Conversation, Door } from "./conversation.ts";
import { type LoadFigures, type LoadHeard, loadFigures } from "./load-figures.ts";
import { openTroupeDoor } from "./troupe-door.ts";

/** One connection may send a hundred frames a second; a client stays well below it. */
const leastMsBetween = 20;
const answerWithinMs = 60_000;

/** So many clients, each with a connection and a session of its own, say one thing after the other until time is up. */
export async function putUnderLoad(url: string, clients: number, seconds: number): Promise<LoadFigures> {
  const heard: LoadHeard = { sent: 0, answerMs: [], errors: [] };
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  await Promise.all(Array.from({ length: clients }, () => speakUntil(until, url, heard)));
  return loadFigures(clients, (performance.now() - startedAt) / 1000, heard);
}

async function speakUntil(until: number, url: string, heard: LoadHeard): Promise<void> {
  let door: Door | null = null;
  let conversation: Conversation | null = null;
  while (performance.now() < until) {
    const sentAt = performance.now();
    heard.sent++;
    try {
      door ??= await openTroupeDoor(url, 1);
      conversation ??= await door.open();
      await within(
        "the answer",
        answerWithinMs,
        conversation.say("Say something short.", () => {}),
      );
      heard.answerMs.push(performance.now() - sentAt);
    } catch (error) {
      heard.errors.push(error instanceof Error ? error.message : String(error));
      door?.close();
      door = null;
      conversation = null;
      await pause(500);
    }
    await pause(Math.max(0, leastMsBetween - (performance.now() - sentAt)));
  }
  door?.close();
}
