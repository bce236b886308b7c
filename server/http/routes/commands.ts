import { z } from "zod";
import { command } from "../../../lib/core/commands.ts";
import { id } from "../../../lib/core/fields.ts";
import { json } from "../answer.ts";
import { eventsOf } from "../post-message.ts";
import { route } from "../route.ts";
import { event } from "../schemas/event.ts";
import { sessionParams } from "../schemas/ids.ts";

const wrapped = z.strictObject({ commandId: z.optional(id), command }).meta({ id: "CommandWithId" });
const anyCommand = z.union([command, wrapped]).meta({ id: "CommandBody" });

function isWrapped(sent: unknown): boolean {
  return sent !== null && typeof sent === "object" && ("command" in sent || "commandId" in sent);
}

export const commandRoutes = [
  route({
    id: "sendCommand",
    method: "POST",
    path: "/api/v1/sessions/{sessionId}/commands",
    tag: "Commands",
    summary: "Send any command of the protocol: post, edit, cancel, steer, answer, approve …",
    description:
      "The body is the command itself, or `{ commandId?, command }`. A command id (or an Idempotency-Key, which stands for it) makes a repetition harmless: it answers `repeated: true` and changes nothing.",
    params: sessionParams,
    body: anyCommand,
    formOf: (sent) => (isWrapped(sent) ? wrapped : command),
    example: { type: "message.post", content: "Hello" },
    answers: {
      200: {
        description: "It was done, or had been done before",
        schema: z.object({
          head: z.int().describe("The log's head right after the command."),
          cursor: z.int().describe("The same."),
          repeated: z.boolean(),
          events: z.array(event).describe("What the command caused."),
        }),
      },
    },
    async handle(call) {
      const { runtime, principal, params, body, key } = call;
      const sent = "command" in body ? body : { command: body };
      const known = sent.commandId ?? key?.commandId ?? runtime.ports.newId("command");
      const change = await runtime.dispatch(principal, params.sessionId, sent.command, known);
      const events = await eventsOf(call, params.sessionId, change, known);
      return json(200, { head: change.head, cursor: change.head, repeated: change.repeated, events });
    },
  }),
];
