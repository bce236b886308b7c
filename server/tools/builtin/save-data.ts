import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { mostSavedBytes, mostSavedNames } from "../../../lib/core/saved-data.ts";
import type { UserData } from "../../ports/people.ts";
import type { Tool } from "../../ports/tools.ts";
import { defineTool } from "../define-tool.ts";
import { dataName } from "./saved-data.ts";

export function saveData(userData: UserData): Tool {
  return defineTool({
    name: "save_data",
    description:
      "Keeps a value under a name for this person, across sessions; what had the name before is replaced. Use it for what should be known later; for free notes take the name notes.",
    arguments: z.strictObject({
      name: dataName,
      value: z
        .unknown()
        .refine((value) => value !== undefined, "is required")
        .refine((value) => bytesOf(value) <= mostSavedBytes, `must be at most ${mostSavedBytes / 1024} KiB of JSON`)
        .describe("Any JSON."),
    }),
    details: z.strictObject({ name: z.string(), bytes: z.number() }),
    permissions: ["user-data"],
    retry: "safe",
    timeoutMs: 10_000,
    async run({ name, value }, { ownerId }) {
      const kept = await userData.list(ownerId);
      const isNew = kept.every((each) => each.name !== name);
      if (isNew && kept.length >= mostSavedNames) {
        throw new AppError(
          "too_large",
          `There are ${mostSavedNames} saved values already. Save under a name that is there.`,
        );
      }
      await userData.set(ownerId, name, value);
      return { content: `${isNew ? "Saved" : "Replaced"} "${name}".`, details: { name, bytes: bytesOf(value) } };
    },
  });
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? "");
}
