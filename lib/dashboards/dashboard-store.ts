import type { DashboardChange } from "./change-dashboard.ts";
import type { Dashboard, DashboardInfo, Tile } from "./dashboard.ts";
import type { RunFigures } from "./live-figures.ts";

/** What keeps boards. A board that is not one's own and not shared is not there. */
export interface DashboardStore {
  /** One's own first, in the order in which they were made; then the shared ones of others. */
  list(userId: string): Promise<DashboardInfo[]>;
  get(userId: string, id: string): Promise<Dashboard | null>;
  add(ownerId: string, made: { name: string; shared: boolean; tiles: readonly Tile[] }): Promise<Dashboard>;
  /**
   * One indivisible change of one's own board, between any number of processes: `change` is asked again when another was
   * faster. Null if there is no such board.
   */
  change(ownerId: string, id: string, change: (now: Dashboard) => DashboardChange): Promise<Dashboard | null>;
  /** False if there is no such board. */
  remove(ownerId: string, id: string): Promise<boolean>;
  /** What the person's runs came to. Read at most every few seconds, however many ask. */
  figures(userId: string): Promise<RunFigures>;
  newTileId(): string;
}
