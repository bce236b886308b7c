import type { CommandOf } from "../../lib/core/commands.ts";

/** A message on its way, under the id that makes a repetition harmless. */
export interface KeptMessage {
  commandId: string;
  message: Omit<CommandOf<"message.post">, "type">;
}

/** What was sent and not answered yet, kept on this machine: a page that is closed without a connection loses nothing. */
export const keptOutbox = {
  read(sessionId: string): KeptMessage[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(nameOf(sessionId)) ?? "[]");
      return Array.isArray(kept) ? (kept as KeptMessage[]) : [];
    } catch {
      return [];
    }
  },
  add(sessionId: string, kept: KeptMessage): void {
    write(sessionId, [...keptOutbox.read(sessionId).filter((each) => each.commandId !== kept.commandId), kept]);
  },
  remove(sessionId: string, commandId: string): void {
    const left = keptOutbox.read(sessionId).filter((each) => each.commandId !== commandId);
    write(sessionId, left);
  },
};

function write(sessionId: string, kept: readonly KeptMessage[]): void {
  try {
    if (kept.length === 0) localStorage.removeItem(nameOf(sessionId));
    else localStorage.setItem(nameOf(sessionId), JSON.stringify(kept));
  } catch {
    // A full or forbidden store keeps it as long as the page is open.
  }
}

function nameOf(sessionId: string): string {
  return `troupe:outbox:${sessionId}`;
}
