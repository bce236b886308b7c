import { z } from "zod";
import { command } from "../../../lib/core/commands.ts";
import { attachment, author, failure, limits, message, part, todoItem, usage } from "../../../lib/core/fields.ts";

const shared = {
  Command: command,
  Attachment: attachment,
  Author: author,
  Failure: failure,
  Limits: limits,
  MessageContent: message,
  Part: part,
  TodoItem: todoItem,
  Usage: usage,
};

/** Gives a name, in the description, to the schemas of `lib/core` that many others hold. */
export function nameSharedSchemas(): void {
  for (const [id, schema] of Object.entries(shared)) {
    if (!z.globalRegistry.has(schema)) z.globalRegistry.add(schema, { id });
  }
}
