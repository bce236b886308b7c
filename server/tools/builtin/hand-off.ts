import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { defineTool } from "../define-tool.ts";

export const handOff = defineTool({
  name: "hand_off",
  description:
    "Gives the conversation to another agent that fits it better. Say in a few words why, and what the other one needs to know. After that you have nothing more to say.",
  arguments: z.strictObject({
    to: z.string().min(1).max(64).describe("The other agent's name."),
    reason: z.string().min(1).max(500),
    notes: z.string().max(20_000).optional().describe("What the other agent needs to know."),
    keeps: z
      .enum(["conversation", "notes"])
      .optional()
      .describe("What it is told: the whole conversation, which is usual, or your notes alone."),
  }),
  permissions: ["agents"],
  retry: "never",
  timeoutMs: 5_000,
  becomes({ to, reason, notes, keeps }) {
    const task = [`The conversation was given to you: ${reason}`, ...(notes ? [notes] : [])].join("\n\n");
    return { verdict: "hand-off", to, reason, task, sees: keeps === "notes" ? "task" : "conversation" };
  },
  run() {
    throw new AppError("conflict", "Only an agent in a conversation can give it to another one.");
  },
});
