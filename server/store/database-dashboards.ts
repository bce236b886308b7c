import type { DashboardChange } from "../../lib/dashboards/change-dashboard.ts";
import { checkedTiles, withTile } from "../../lib/dashboards/change-dashboard.ts";
import type { Dashboard, DashboardInfo, Tile } from "../../lib/dashboards/dashboard.ts";
import type { DashboardStore } from "../../lib/dashboards/dashboard-store.ts";
import type { RunFigures } from "../../lib/dashboards/live-figures.ts";
import type { Database } from "../db/open-database.ts";
import type { FigureBook } from "../ports/figures.ts";
import { readRunFigures } from "./run-figures.ts";

interface Dependencies {
  newId: (kind: "dashboard" | "tile") => string;
  now: () => Date;
  figures: Pick<FigureBook, "groups" | "keepUp">;
}

interface Row extends Omit<Dashboard, "tiles" | "mine"> {
  tiles: string;
}

const figuresMs = 3_000;
/** Where pins were kept before there were boards. */
const oldPins = "pins";

export class DatabaseDashboards implements DashboardStore {
  private readonly database: Database;
  private readonly rows: Database["prisma"]["dashboard"];
  private readonly dependencies: Dependencies;
  private readonly read = new Map<string, { at: number; figures: Promise<RunFigures> }>();

  constructor(database: Database, dependencies: Dependencies) {
    this.database = database;
    this.rows = database.prisma.dashboard;
    this.dependencies = dependencies;
  }

  async list(userId: string): Promise<DashboardInfo[]> {
    await this.adoptPins(userId);
    const orderBy = [{ createdAt: "asc" as const }, { id: "asc" as const }];
    const own = await this.rows.findMany({ where: { ownerId: userId }, orderBy });
    const others = await this.rows.findMany({ where: { shared: true, ownerId: { not: userId } }, orderBy, take: 200 });
    return [...own, ...others].map(({ id, ownerId, name, shared, changedAt, tiles }) => ({
      id,
      ownerId,
      mine: ownerId === userId,
      name,
      shared,
      changedAt,
      tiles: (JSON.parse(tiles) as Tile[]).length,
    }));
  }

  async get(userId: string, id: string): Promise<Dashboard | null> {
    const row = await this.rows.findFirst({ where: { id, OR: [{ ownerId: userId }, { shared: true }] } });
    return row ? fromRow(row, userId) : null;
  }

  async add(
    ownerId: string,
    { name, shared, tiles }: { name: string; shared: boolean; tiles: readonly Tile[] },
  ): Promise<Dashboard> {
    const at = this.dependencies.now().toISOString();
    const id = this.dependencies.newId("dashboard");
    const kept = JSON.stringify(checkedTiles(tiles));
    const data = { id, ownerId, name, shared, tiles: kept, revision: 1, createdAt: at, changedAt: at };
    return fromRow(await this.rows.create({ data }), ownerId);
  }

  async change(ownerId: string, id: string, change: (now: Dashboard) => DashboardChange): Promise<Dashboard | null> {
    for (;;) {
      const row = await this.rows.findFirst({ where: { id, ownerId } });
      if (!row) return null;
      const now = fromRow(row, ownerId);
      const { tiles, ...rest } = change(now);
      const changedAt = this.dependencies.now().toISOString();
      const data = {
        ...rest,
        ...(tiles && { tiles: JSON.stringify(checkedTiles(tiles)) }),
        revision: now.revision + 1,
        changedAt,
      };
      const { count } = await this.rows.updateMany({ where: { id, ownerId, revision: now.revision }, data });
      if (count === 1) return fromRow({ ...row, ...data }, ownerId);
    }
  }

  async remove(ownerId: string, id: string): Promise<boolean> {
    return (await this.rows.deleteMany({ where: { id, ownerId } })).count > 0;
  }

  figures(userId: string): Promise<RunFigures> {
    const at = this.dependencies.now().getTime();
    const known = this.read.get(userId);
    if (known && at - known.at < figuresMs) return known.figures;
    const figures = readRunFigures({ sql: this.database.sql, book: this.dependencies.figures }, userId, new Date(at));
    this.read.set(userId, { at, figures });
    // A failure is told to those who asked, and not kept.
    figures.catch(() => this.read.delete(userId));
    return figures;
  }

  newTileId(): string {
    return this.dependencies.newId("tile");
  }

  /** Pins from before there were boards become a board, once. */
  private async adoptPins(ownerId: string): Promise<void> {
    const { preference } = this.database.prisma;
    const where = { ownerId, name: oldPins };
    const row = await preference.findUnique({ where: { ownerId_name: where } });
    if (!row || (await preference.deleteMany({ where })).count === 0) return;
    const pins = JSON.parse(row.value) as { sessionId: string; surfaceId: string }[];
    const tiles = pins.reduce<Tile[]>(
      (all, { sessionId, surfaceId }) => withTile(all, { kind: "pin", sessionId, surfaceId }, this.newTileId()),
      [],
    );
    if (tiles.length > 0) await this.add(ownerId, { name: "My board", shared: false, tiles: tiles.slice(0, 40) });
  }
}

function fromRow({ tiles, ...rest }: Row, userId: string): Dashboard {
  return { ...rest, mine: rest.ownerId === userId, tiles: JSON.parse(tiles) as Tile[] };
}
