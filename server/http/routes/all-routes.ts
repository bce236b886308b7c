import type { Route } from "../route.ts";
import { agentRoutes } from "./agents.ts";
import { cacheRoutes } from "./cache.ts";
import { commandRoutes } from "./commands.ts";
import { eventRoutes } from "./events.ts";
import { exportRoutes } from "./export.ts";
import { fileRoutes } from "./files.ts";
import { messageRoutes } from "./messages.ts";
import { modelRoutes } from "./models.ts";
import { searchRoutes } from "./search.ts";
import { serverRoutes } from "./server.ts";
import { sessionRoutes } from "./sessions.ts";
import { taskRoutes } from "./tasks.ts";
import { toolRoutes } from "./tools.ts";
import { userFileRoutes } from "./user-files.ts";

/** Everything that the API can do, in the order in which the reference tells it. */
export const allRoutes: readonly Route[] = [
  ...messageRoutes,
  ...searchRoutes,
  ...sessionRoutes,
  ...exportRoutes,
  ...eventRoutes,
  ...commandRoutes,
  ...taskRoutes,
  ...toolRoutes,
  ...agentRoutes,
  ...modelRoutes,
  ...fileRoutes,
  ...userFileRoutes,
  ...cacheRoutes,
  ...serverRoutes,
];
