import type { Route } from "../route.ts";
import { agentRoutes } from "./agents.ts";
import { analyticsRoutes } from "./analytics.ts";
import { bundleRoutes } from "./bundle.ts";
import { cacheRoutes } from "./cache.ts";
import { cassetteRoutes } from "./cassettes.ts";
import { commandRoutes } from "./commands.ts";
import { dashboardRoutes } from "./dashboards.ts";
import { eventRoutes } from "./events.ts";
import { exportRoutes } from "./export.ts";
import { fileRoutes } from "./files.ts";
import { functionRoutes } from "./functions.ts";
import { mcpOauthRoutes } from "./mcp-oauth.ts";
import { mcpServerRoutes } from "./mcp-servers.ts";
import { messageRoutes } from "./messages.ts";
import { modelRoutes } from "./models.ts";
import { openapiImportRoutes } from "./openapi-imports.ts";
import { preferenceRoutes } from "./preferences.ts";
import { providerRoutes } from "./providers.ts";
import { queueRoutes } from "./queue.ts";
import { rerunRoutes } from "./rerun.ts";
import { runCompareRoutes } from "./run-compare.ts";
import { runExportRoutes } from "./run-export.ts";
import { runRoutes } from "./runs.ts";
import { searchRoutes } from "./search.ts";
import { secretRoutes } from "./secrets.ts";
import { serverRoutes } from "./server.ts";
import { sessionRoutes } from "./sessions.ts";
import { shareRoutes } from "./shares.ts";
import { taskRoutes } from "./tasks.ts";
import { toolRuleRoutes } from "./tool-rules.ts";
import { toolRoutes } from "./tools.ts";
import { userFileRoutes } from "./user-files.ts";
import { workflowRoutes } from "./workflows.ts";

/** Everything that the API can do, in the order in which the reference tells it. */
export const allRoutes: readonly Route[] = [
  ...messageRoutes,
  ...searchRoutes,
  ...sessionRoutes,
  ...exportRoutes,
  ...shareRoutes,
  ...eventRoutes,
  ...commandRoutes,
  ...taskRoutes,
  ...rerunRoutes,
  ...runCompareRoutes,
  ...runExportRoutes,
  ...cassetteRoutes,
  ...runRoutes,
  ...queueRoutes,
  ...analyticsRoutes,
  ...toolRoutes,
  ...toolRuleRoutes,
  ...mcpServerRoutes,
  ...mcpOauthRoutes,
  ...openapiImportRoutes,
  ...secretRoutes,
  ...agentRoutes,
  ...functionRoutes,
  ...workflowRoutes,
  ...bundleRoutes,
  ...modelRoutes,
  ...providerRoutes,
  ...fileRoutes,
  ...userFileRoutes,
  ...preferenceRoutes,
  ...dashboardRoutes,
  ...cacheRoutes,
  ...serverRoutes,
];
