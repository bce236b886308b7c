import { type Message, type SessionState, waitingMessages } from "../../../lib/core/state.ts";

/** As they will be delivered: what interrupts goes first. */
export function queueOf(state: SessionState): Message[] {
  const waiting = waitingMessages(state);
  return [...waiting.filter((message) => !isMovable(message)), ...waiting.filter(isMovable)];
}

export function isMovable(message: Message): boolean {
  return message.whileRunning !== "interrupt";
}

/** What a message has to stand before so that it comes to this place among those that can be moved; null where it stands there. */
export function beforeWhom(queue: readonly Message[], messageId: string, place: number): { before?: string } | null {
  const movable = queue.filter(isMovable);
  const from = movable.findIndex((message) => message.id === messageId);
  const to = Math.max(0, Math.min(place, movable.length - 1));
  if (from < 0 || from === to) return null;
  const next = movable[to < from ? to : to + 1];
  return next ? { before: next.id } : {};
}
