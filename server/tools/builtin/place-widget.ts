import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { id } from "../../../lib/core/fields.ts";
import { withTile } from "../../../lib/dashboards/change-dashboard.ts";
import { checkTile } from "../../../lib/dashboards/check-tile.ts";
import { type Dashboard, tileTitle } from "../../../lib/dashboards/dashboard.ts";
import type { DashboardStore } from "../../../lib/dashboards/dashboard-store.ts";
import { figuresPrompt } from "../../../lib/dashboards/figure-words.ts";
import { promptOf, type WidgetType } from "../../../lib/surfaces/catalog.ts";
import { defineTool } from "../define-tool.ts";

const offered: readonly WidgetType[] = ["metric", "chart", "table", "progress", "keyvalue", "markdown", "grid"];

/** How an agent puts widgets with live figures on a person's board, or changes those that it put there. */
export function placeWidget(dashboards: Pick<DashboardStore, "list" | "change" | "newTileId">) {
  return defineTool({
    name: "place_widget",
    description:
      "Puts a tile on one of the person's boards. Its widgets show live figures: bind values to them instead of writing numbers. With the title of a tile of this conversation, it takes that tile's place.",
    arguments: z.strictObject({
      board: z.optional(id).describe("The board's id, where the person named one; else their first."),
      title: tileTitle,
      widgets: z
        .array(z.looseObject({ type: z.string(), id: z.string().optional() }))
        .min(1)
        .max(20)
        .superRefine((widgets, context) => {
          const checked = checkTile("tile", widgets);
          if (checked.ok) return;
          for (const { path, message } of checked.problems.slice(0, 10))
            context.addIssue({ code: "custom", message: path === "" ? message : `${path}: ${message}` });
        })
        .describe(
          [
            'Flat widgets; others may name them by `id`. A value marked ~ may be live: {"$bind": "/data/queue/queued"}.',
            ...offered.map(promptOf),
            "The live figures:",
            figuresPrompt(),
          ].join("\n"),
        ),
    }),
    permissions: ["user-data"],
    retry: "never",
    timeoutMs: 10_000,
    async run({ board, title, widgets }, { ownerId, sessionId }) {
      const own = (await dashboards.list(ownerId)).filter(({ mine }) => mine);
      const target = board ?? own[0]?.id;
      if (!target) throw new AppError("not_found", "The person has no board yet. They make one on the dashboard.");
      const made = { kind: "widget" as const, title, widgets, ...(sessionId && { sessionId }) };
      const changed = await dashboards.change(ownerId, target, (now) => ({
        tiles: replaced(now, made) ?? withTile(now.tiles, made, dashboards.newTileId()),
      }));
      if (!changed)
        throw new AppError(
          "not_found",
          `There is no board "${target}". ${own.length > 0 ? `There are: ${own.map((each) => `${each.id} (${each.name})`).join(", ")}.` : ""}`,
        );
      return { content: `“${title}” stands on the board “${changed.name}” and is live.` };
    },
  });
}

/** The same conversation changes what it made. */
function replaced({ tiles }: Dashboard, made: { title: string; sessionId?: string; widgets: { type: string }[] }) {
  const before = tiles.find(
    (tile) =>
      tile.kind === "widget" && tile.title === made.title && made.sessionId && tile.sessionId === made.sessionId,
  );
  return before
    ? tiles.map((tile) => (tile === before && tile.kind === "widget" ? { ...tile, widgets: made.widgets } : tile))
    : null;
}
