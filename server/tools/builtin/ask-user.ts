import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { defineTool } from "../define-tool.ts";

const mostSchemaBytes = 16 * 1024;

export const askUser = defineTool({
  name: "ask_user",
  description:
    "Ask the person a question and wait for the answer. Use it when the task cannot be done well without knowing more; not for what you can find out yourself.",
  arguments: z.strictObject({
    question: z.string().trim().min(1).max(4000),
    choices: z
      .array(z.string().trim().min(1).max(500))
      .min(1)
      .max(20)
      .optional()
      .describe("Answers to choose from; the person may also write another one."),
    schema: z
      .record(z.string(), z.unknown())
      .refine(
        (schema) => JSON.stringify(schema).length <= mostSchemaBytes,
        `must be at most ${mostSchemaBytes / 1024} KiB`,
      )
      .optional()
      .describe("JSON Schema of the answer, if it must have a form."),
  }),
  permissions: ["person"],
  retry: "never",
  timeoutMs: 1000,
  question: (args) => args,
  run() {
    throw new AppError("conflict", "ask_user asks the person of a session; it cannot be run by itself.");
  },
});
