import type { SessionClient } from "../../lib/client/session-client.ts";
import type { Command } from "../../lib/core/commands.ts";
import { isAppError } from "../../lib/core/errors.ts";

export interface Sent {
  commandId: string;
  command: Command;
  /** Null while the answer is not known. */
  answer: { accepted: true /** Not told over REST. */; head: number | null } | { accepted: false; code: string } | null;
}

let number = 0;

/** Ids for commands, so that what was sent is known by its id before the answer comes. */
export class CommandIds {
  last = "";

  readonly next = (): string => {
    this.last = `cmd_chaos_${process.pid}_${number++}`;
    return this.last;
  };
}

/** Sends a command and keeps what became of it. Rejects only for what no server may do. */
export function send(client: SessionClient, ids: CommandIds, command: Command, all: Sent[]): Promise<Sent> {
  const answered = client.send(command);
  const sent: Sent = { commandId: ids.last, command, answer: null };
  all.push(sent);
  return answered.then(
    ({ head }) => {
      sent.answer = { accepted: true, head };
      return sent;
    },
    (error: unknown) => {
      if (!isAppError(error)) throw error;
      // A client that was closed does not know what became of its command.
      if (error.code !== "gone") sent.answer = { accepted: false, code: error.code };
      return sent;
    },
  );
}
