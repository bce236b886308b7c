import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { id } from "../../../lib/core/fields.ts";
import { checkedTiles, withTile } from "../../../lib/dashboards/change-dashboard.ts";
import {
  type Dashboard,
  type DashboardInfo,
  dashboardName,
  mostDashboards,
  mostTiles,
  newTile,
  type Tile,
  tile,
} from "../../../lib/dashboards/dashboard.ts";
import { figureWords } from "../../../lib/dashboards/figure-words.ts";
import { courseOf, exampleFigures, type PersonFigures } from "../../../lib/dashboards/live-figures.ts";
import { json, noContent } from "../answer.ts";
import { readPersonFigures } from "../read-person-figures.ts";
import { route } from "../route.ts";
import { pageOf } from "../schemas/page.ts";

const tag = "Dashboards";

const info = z
  .object({
    id,
    ownerId: z.string(),
    mine: z.boolean(),
    name: z.string(),
    shared: z.boolean().describe("Everybody here may look at it; only its owner changes it."),
    tiles: z.int().describe("How many."),
    changedAt: z.string(),
  })
  .meta({ id: "DashboardInfo" }) satisfies z.ZodType<DashboardInfo>;

const tiles = z
  .array(tile)
  .max(mostTiles)
  .describe(
    "A `pin` is a surface of one of your sessions; a `widget` is widgets of the catalogue, bound to live figures such as `/data/queue/queued`. They stand in a grid of 12 columns; what would overlap makes way.",
  );

const dashboard = z
  .object({
    id,
    ownerId: z.string(),
    mine: z.boolean(),
    name: z.string(),
    shared: z.boolean(),
    tiles,
    revision: z.int().describe("Grows with every change."),
    createdAt: z.string(),
    changedAt: z.string(),
  })
  .meta({ id: "Dashboard" }) satisfies z.ZodType<Dashboard>;

const made = z
  .strictObject({ name: dashboardName, shared: z.boolean().default(false), tiles: z.array(newTile).max(mostTiles) })
  .partial({ tiles: true })
  .meta({ id: "NewDashboard" });

const change = z
  .strictObject({
    name: z.optional(dashboardName),
    shared: z.boolean().optional(),
    tiles: tiles.optional(),
    revision: z.int().optional().describe("The one that you looked at: refused as `conflict` if there is a newer one."),
  })
  .meta({ id: "DashboardChange" });

const source = z
  .object({
    name: z.string(),
    says: z.string(),
    fields: z.array(
      z.object({
        bind: z.string().describe("For `{ $bind }`."),
        says: z.string(),
        example: z.unknown(),
        course: z.string().optional().describe("Where it stands how it went."),
      }),
    ),
  })
  .meta({ id: "LiveSource" });

const figures = z
  .object({
    byStatus: z.record(z.string(), z.number()),
    days: z.array(z.object({ day: z.string(), runs: z.number(), tokens: z.number(), cost: z.number() })),
    course: z
      .object({
        waiting: z.array(z.number()).describe("Approvals and questions that waited for you."),
        runs: z.array(z.number()).describe("How many runs you had."),
      })
      .describe("Each second of the last three minutes, from when you first asked."),
  })
  .meta({ id: "RunFigures" }) satisfies z.ZodType<PersonFigures>;

const params = z.strictObject({ dashboardId: id });

function found<T>(value: T | null, dashboardId: string): T {
  if (value === null) throw new AppError("not_found", `There is no board "${dashboardId}" of yours.`);
  return value;
}

export const dashboardRoutes = [
  route({
    id: "listDashboards",
    method: "GET",
    path: "/api/v1/dashboards",
    tag,
    summary: "List your boards, and those that others share",
    answers: { 200: { description: "Yours first, in the order in which they were made", schema: pageOf(info) } },
    handle: async ({ runtime, principal }) =>
      json(200, { items: await runtime.ports.dashboards.list(principal.userId), nextCursor: null }),
  }),
  route({
    id: "createDashboard",
    method: "POST",
    path: "/api/v1/dashboards",
    tag,
    summary: "Make a board",
    body: made,
    example: { name: "Spending" },
    answers: { 201: { description: "The board; Location names it", schema: dashboard } },
    async handle({ runtime, principal, body }) {
      const { dashboards } = runtime.ports;
      const { name, shared, tiles: wanted = [] } = body;
      const own = (await dashboards.list(principal.userId)).filter(({ mine }) => mine);
      if (own.length >= mostDashboards)
        throw new AppError("conflict", `You have ${mostDashboards} boards already. Remove one that is not needed.`);
      const placed = wanted.reduce<Tile[]>((all, each) => withTile(all, each, dashboards.newTileId()), []);
      const added = await dashboards.add(principal.userId, { name, shared, tiles: placed });
      return json(201, added, { location: `/api/v1/dashboards/${added.id}` });
    },
  }),
  route({
    id: "listLiveSources",
    method: "GET",
    path: "/api/v1/dashboards/sources",
    tag,
    summary: "List the live figures that a board's widgets may be bound to",
    answers: { 200: { description: "All of them", schema: pageOf(source) } },
    handle: () => {
      const examples = exampleFigures();
      const items = Object.entries(figureWords).map(([name, { says, fields }]) => ({
        name,
        says,
        fields: Object.entries(fields).map(([field, says]) => {
          const bind = `/data/${name}/${field}`;
          const course = courseOf(bind);
          return { bind, says, example: examples[name]?.[field], ...(course && { course }) };
        }),
      }));
      return json(200, { items, nextCursor: null });
    },
  }),
  route({
    id: "getRunFigures",
    method: "GET",
    path: "/api/v1/dashboards/figures",
    tag,
    summary: "Read what your runs came to, by status and by day",
    answers: { 200: { description: "Over the last 30 days; at most three seconds old", schema: figures } },
    handle: async ({ runtime, principal }) => json(200, await readPersonFigures(runtime, principal.userId)),
  }),
  route({
    id: "getDashboard",
    method: "GET",
    path: "/api/v1/dashboards/{dashboardId}",
    tag,
    summary: "Read a board",
    params,
    answers: { 200: { description: "The board with its tiles", schema: dashboard } },
    handle: async ({ runtime, principal, params: { dashboardId } }) =>
      json(200, found(await runtime.ports.dashboards.get(principal.userId, dashboardId), dashboardId)),
  }),
  route({
    id: "changeDashboard",
    method: "PATCH",
    path: "/api/v1/dashboards/{dashboardId}",
    tag,
    summary: "Rename, share or arrange a board, or change its tiles",
    description:
      "What is not named stays. `tiles` replaces all of them: send `revision` so that nobody's change is lost.",
    params,
    body: change,
    example: { shared: true },
    answers: { 200: { description: "The board as it is now", schema: dashboard } },
    async handle({ runtime, principal, params: { dashboardId }, body: { revision, name, shared, tiles: wanted } }) {
      const kept = wanted && checkedTiles(wanted);
      const changed = await runtime.ports.dashboards.change(principal.userId, dashboardId, (now) => {
        if (revision !== undefined && revision !== now.revision)
          throw new AppError("conflict", "The board was changed meanwhile. Load it again.");
        return {
          ...(name !== undefined && { name }),
          ...(shared !== undefined && { shared }),
          ...(kept && { tiles: kept }),
        };
      });
      return json(200, found(changed, dashboardId));
    },
  }),
  route({
    id: "addTile",
    method: "POST",
    path: "/api/v1/dashboards/{dashboardId}/tiles",
    tag,
    summary: "Put a surface or widgets on a board, where there is room",
    description: "A surface that is pinned there already stays as it is.",
    params,
    body: newTile,
    example: {
      kind: "widget",
      title: "The queue",
      widgets: [{ type: "metric", label: "Waiting", value: { $bind: "/data/queue/queued" } }],
    },
    answers: { 200: { description: "The board as it is now", schema: dashboard } },
    async handle({ runtime, principal, params: { dashboardId }, body }) {
      const { dashboards } = runtime.ports;
      const tileId = dashboards.newTileId();
      const changed = await dashboards.change(principal.userId, dashboardId, (now) => ({
        tiles: withTile(now.tiles, body, tileId),
      }));
      return json(200, found(changed, dashboardId));
    },
  }),
  route({
    id: "removeDashboard",
    method: "DELETE",
    path: "/api/v1/dashboards/{dashboardId}",
    tag,
    summary: "Remove a board; the surfaces on it stay in their sessions",
    params,
    answers: { 204: { description: "It is gone" } },
    async handle({ runtime, principal, params: { dashboardId } }) {
      if (!(await runtime.ports.dashboards.remove(principal.userId, dashboardId))) found(null, dashboardId);
      return noContent();
    },
  }),
];
