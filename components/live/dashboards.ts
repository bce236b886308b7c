import { isPinOf } from "../../lib/dashboards/change-dashboard.ts";
import type { Dashboard, DashboardInfo } from "../../lib/dashboards/dashboard.ts";
import { callApi } from "./call-api.ts";

/** The boards that a surface may be pinned to. */
export async function ownDashboards(): Promise<DashboardInfo[]> {
  const { items } = await callApi<{ items: DashboardInfo[] }>("GET", "/dashboards");
  return items.filter(({ mine }) => mine);
}

export function addDashboard(name: string): Promise<Dashboard> {
  return callApi("POST", "/dashboards", { name });
}

export interface Pinned {
  board: Dashboard;
  /** It was there before. */
  already: boolean;
}

/** Puts a surface on a board, where it stays live. */
export async function pinTo(boardId: string, sessionId: string, surfaceId: string): Promise<Pinned> {
  const path = `/dashboards/${boardId}` as const;
  const { tiles } = await callApi<Dashboard>("GET", path);
  const already = tiles.some((tile) => isPinOf(tile, { sessionId, surfaceId }));
  const board = await callApi<Dashboard>("POST", `${path}/tiles`, { kind: "pin", sessionId, surfaceId });
  return { board, already };
}
