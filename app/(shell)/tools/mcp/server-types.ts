import type { z } from "zod";
import type { mcpServer, mcpTool } from "../../../../server/http/schemas/mcp-server.ts";

export type Server = z.output<typeof mcpServer>;
export type ServerTools = z.output<typeof mcpTool>[];
