import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { boardEntry, boardKey } from "../../../lib/core/fields.ts";
import type { BoardItem } from "../../../lib/core/state.ts";
import { defineTool } from "../define-tool.ts";

const mostEntries = 200;
const longestValue = 20_000;

export const board = defineTool({
  name: "board",
  description:
    "The board that all agents of this session share. `read` gives everything, or one entry by its key; `write` puts an entry there or replaces it; `erase` takes one away. Use the kind `important` for what everybody must know: it is always in view.",
  arguments: z.strictObject({
    action: z.enum(["read", "write", "erase"]),
    key: z.optional(boardKey),
    kind: z.optional(boardEntry.shape.kind),
    value: z.unknown().optional(),
  }),
  permissions: ["session"],
  retry: "safe",
  timeoutMs: 5_000,
  run({ action, key, kind, value }, { ownerId, agent, runId, callId, state }) {
    const now = state();
    if (!now) throw new AppError("conflict", "A board belongs to a session; there is none here.");
    const item = now.board.find((each) => each.key === key);
    if (action === "read") {
      if (key !== undefined && !item) throw new AppError("not_found", `There is nothing named "${key}" on the board.`);
      return { content: (item ? [item] : now.board).map(lineOf).join("\n") || "The board is empty." };
    }
    if (key === undefined) throw new AppError("invalid", "Say the key of the entry.");
    const by = agent ? { kind: "agent" as const, id: agent } : { kind: "user" as const, id: ownerId };
    const where = { by, ...(runId && { runId, callId }) };
    if (action === "erase") {
      if (!item) throw new AppError("not_found", `There is nothing named "${key}" on the board.`);
      return { content: `Took "${key}" away.`, events: [{ type: "board.changed", key, entry: null, ...where }] };
    }
    if (value === undefined) throw new AppError("invalid", "Say the value of the entry.");
    if (JSON.stringify(value).length > longestValue)
      throw new AppError("too_large", `An entry may have ${longestValue} characters at most; keep what matters.`);
    if (!item && now.board.length >= mostEntries)
      throw new AppError("too_large", `The board holds ${mostEntries} entries at most; erase some first.`);
    const entry = { kind: kind ?? item?.kind ?? "note", value };
    return { content: `Wrote "${key}".`, events: [{ type: "board.changed", key, entry, ...where }] };
  },
});

function lineOf({ key, kind, value, by }: BoardItem): string {
  return `${key} (${kind}, by ${by.id}): ${typeof value === "string" ? value : JSON.stringify(value)}`;
}
