import { z } from "zod";
import type { UserData } from "../../ports/people.ts";
import type { Tool } from "../../ports/tools.ts";
import { defineTool } from "../define-tool.ts";
import { dataName } from "./saved-data.ts";

export function readData(userData: UserData): Tool {
  return defineTool({
    name: "read_data",
    description:
      "Reads a value that save_data kept for this person. Where there is none of that name, it lists the names there are.",
    arguments: z.strictObject({ name: dataName }),
    details: z.strictObject({
      found: z.boolean(),
      value: z.unknown().optional(),
      names: z.array(z.string()).optional(),
    }),
    permissions: ["user-data"],
    retry: "safe",
    timeoutMs: 10_000,
    async run({ name }, { ownerId }) {
      const names = (await userData.list(ownerId)).map((each) => each.name);
      if (!names.includes(name)) {
        const others = names.length > 0 ? `There are: ${names.join(", ")}.` : "Nothing is saved yet.";
        return { content: `Nothing is saved under "${name}". ${others}`, details: { found: false, names } };
      }
      const value = await userData.get(ownerId, name);
      const content = typeof value === "string" ? value : JSON.stringify(value, null, 2);
      return { content, details: { found: true, value } };
    },
  });
}
