import type { DashboardStore } from "../../lib/dashboards/dashboard-store.ts";
import type { GuardedClient } from "../http-client/guarded.ts";
import type { UserData } from "../ports/people.ts";
import type { ToolSource } from "../ports/tools.ts";
import { askUser } from "./builtin/ask-user.ts";
import { board } from "./builtin/board.ts";
import { calculate } from "./builtin/calculate.ts";
import { changeSurface } from "./builtin/change-surface.ts";
import { currentTime } from "./builtin/current-time.ts";
import { delegate } from "./builtin/delegate.ts";
import { fetchUrl } from "./builtin/fetch-url.ts";
import { handOff } from "./builtin/hand-off.ts";
import { placeWidget } from "./builtin/place-widget.ts";
import { readData } from "./builtin/read-data.ts";
import { saveData } from "./builtin/save-data.ts";
import { searchHistory } from "./builtin/search-history.ts";
import { showSurface } from "./builtin/show-surface.ts";
import { todo } from "./builtin/todo.ts";

interface Dependencies {
  userData: UserData;
  dashboards: Pick<DashboardStore, "list" | "change" | "newTileId">;
  now: () => Date;
  http: Pick<GuardedClient, "request">;
  /** What `fetch_url` may reach; none switches it off. */
  fetchAllowHosts: readonly string[];
}

/** The tools that come with the server. */
export function builtinTools({ userData, dashboards, now, http, fetchAllowHosts }: Dependencies): ToolSource {
  const tools = [
    todo,
    askUser,
    saveData(userData),
    readData(userData),
    searchHistory,
    currentTime(now),
    calculate,
    fetchUrl(http, fetchAllowHosts),
    showSurface,
    changeSurface,
    delegate,
    handOff,
    board,
    placeWidget(dashboards),
  ];
  return { tools: () => tools };
}
